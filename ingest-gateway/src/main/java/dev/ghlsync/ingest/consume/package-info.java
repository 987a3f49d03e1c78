/** Reading topics. Knows Kafka, not what the records mean. */
@NullMarked
package dev.ghlsync.ingest.consume;

import org.jspecify.annotations.NullMarked;
