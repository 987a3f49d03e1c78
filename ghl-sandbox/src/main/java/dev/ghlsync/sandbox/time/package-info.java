/** The sandbox's clock and its timers: real, scaled or moved by hand. */
@NullMarked
package dev.ghlsync.sandbox.time;

import org.jspecify.annotations.NullMarked;
