/** Appointments of GoHighLevel: their fields, status and transitions. */
@NullMarked
package dev.ghlsync.sync.domain.booking;

import org.jspecify.annotations.NullMarked;
