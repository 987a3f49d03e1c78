/** The gateway process: its composition root and its start. Everything else is in the packages below. */
@NullMarked
package dev.ghlsync.ingest;

import org.jspecify.annotations.NullMarked;
