/** What may enter by webhook: who sent it, what it is, where it belongs. Decides only; knows no HTTP server, Kafka or Avro. */
@NullMarked
package dev.ghlsync.ingest.webhook;

import org.jspecify.annotations.NullMarked;
