/** Between this module's own records and the generated Avro classes; nothing else here sees the generated classes. */
@NullMarked
package dev.ghlsync.ingest.avro;

import org.jspecify.annotations.NullMarked;
