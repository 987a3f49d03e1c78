/** Records of {@code ghl.connections} as the pusher's rules see them. */
@NullMarked
package dev.ghlsync.push.connections.avro;

import org.jspecify.annotations.NullMarked;
