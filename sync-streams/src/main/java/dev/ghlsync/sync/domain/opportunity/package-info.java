/** Opportunities of GoHighLevel: their fields, status and transitions. */
@NullMarked
package dev.ghlsync.sync.domain.opportunity;

import org.jspecify.annotations.NullMarked;
