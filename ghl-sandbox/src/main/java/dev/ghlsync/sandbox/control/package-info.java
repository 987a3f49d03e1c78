/** The control API under /_sandbox/, used by tests, demos and people, never by a client of HighLevel. */
@NullMarked
package dev.ghlsync.sandbox.control;

import org.jspecify.annotations.NullMarked;
