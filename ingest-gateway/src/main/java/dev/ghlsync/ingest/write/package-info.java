/** Changes of our side: from a JSON body to a checked change, and what became of it. */
@NullMarked
package dev.ghlsync.ingest.write;

import org.jspecify.annotations.NullMarked;
