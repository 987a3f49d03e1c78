/** The commands that list opportunities, bookings and tasks. */
@NullMarked
package dev.ghlsync.cli.objects;

import org.jspecify.annotations.NullMarked;
