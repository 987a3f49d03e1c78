/** Avro in Confluent wire format through whichever serializer class is configured. */
@NullMarked
package dev.ghlsync.schemas.serde;

import org.jspecify.annotations.NullMarked;
