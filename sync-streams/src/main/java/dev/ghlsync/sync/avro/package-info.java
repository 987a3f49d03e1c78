/** Records of the topics to domain records and back; the only place that knows the generated Avro classes. */
@NullMarked
package dev.ghlsync.sync.avro;

import org.jspecify.annotations.NullMarked;
