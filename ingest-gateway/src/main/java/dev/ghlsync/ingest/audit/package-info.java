/**
 * Comparing everything GoHighLevel has of a location with everything we have. Its mapping of fields is its own: one shared with the sync would agree
 * with its mistakes.
 */
@NullMarked
package dev.ghlsync.ingest.audit;

import org.jspecify.annotations.NullMarked;
