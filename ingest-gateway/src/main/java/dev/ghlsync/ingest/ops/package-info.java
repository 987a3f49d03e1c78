/** What operators see: metrics, health, waiting for what is not there yet. */
@NullMarked
package dev.ghlsync.ingest.ops;

import org.jspecify.annotations.NullMarked;
