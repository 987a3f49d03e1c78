/** Between generated Avro records and the rules' records. */
@NullMarked
package dev.ghlsync.push.avro;

import org.jspecify.annotations.NullMarked;
