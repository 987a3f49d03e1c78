/** The process that sends events to PostHog. */
@NullMarked
package dev.ghlsync.sink;

import org.jspecify.annotations.NullMarked;
