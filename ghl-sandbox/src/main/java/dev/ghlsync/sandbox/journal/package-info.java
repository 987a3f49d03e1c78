/** What clients called and how it ended. */
@NullMarked
package dev.ghlsync.sandbox.journal;

import org.jspecify.annotations.NullMarked;
