/** What the topology reads, decoded: records without Avro, before anything was decided. */
@NullMarked
package dev.ghlsync.sync.inbound;

import org.jspecify.annotations.NullMarked;
