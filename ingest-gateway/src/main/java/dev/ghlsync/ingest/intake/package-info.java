/** The way of a webhook from request to acknowledgement. */
@NullMarked
package dev.ghlsync.ingest.intake;

import org.jspecify.annotations.NullMarked;
