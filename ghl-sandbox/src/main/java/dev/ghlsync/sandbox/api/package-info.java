/** The public API of HighLevel, one class per resource. */
@NullMarked
package dev.ghlsync.sandbox.api;

import org.jspecify.annotations.NullMarked;
