/** Reading objects of HighLevel, page by page or by id, within its limits. Knows its API, not what becomes of the objects. */
@NullMarked
package dev.ghlsync.ingest.source;

import org.jspecify.annotations.NullMarked;
