/** Connections of locations: the view of ghl.connections, and connecting and disconnecting. */
@NullMarked
package dev.ghlsync.ingest.connection;

import org.jspecify.annotations.NullMarked;
