/** Files of contacts, bookings, opportunities and tasks, written row by row in constant memory. */
@NullMarked
package dev.ghlsync.cli.export;

import org.jspecify.annotations.NullMarked;
