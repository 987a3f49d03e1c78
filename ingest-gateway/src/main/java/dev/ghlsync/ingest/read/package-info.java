/** What the owner of a location reads from HighLevel: the initial sync, and objects somebody asks for. */
@NullMarked
package dev.ghlsync.ingest.read;

import org.jspecify.annotations.NullMarked;
