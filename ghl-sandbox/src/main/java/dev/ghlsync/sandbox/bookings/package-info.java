/** Calendars and appointments. */
@NullMarked
package dev.ghlsync.sandbox.bookings;

import org.jspecify.annotations.NullMarked;
