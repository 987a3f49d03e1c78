/** The retry topics as timers: a record waits until it is due and becomes a replan. */
@NullMarked
package dev.ghlsync.push.retry;

import org.jspecify.annotations.NullMarked;
