/** Getting a record onto a topic within a bounded time and bounded memory. Knows Kafka, not what the records mean. */
@NullMarked
package dev.ghlsync.ingest.publish;

import org.jspecify.annotations.NullMarked;
