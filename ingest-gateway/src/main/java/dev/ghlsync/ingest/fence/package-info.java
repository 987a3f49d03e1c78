/**
 * Writing as the owner of a partition: what a process that lost its ownership writes never becomes visible. Knows Kafka, not what the records mean.
 */
@NullMarked
package dev.ghlsync.ingest.fence;

import org.jspecify.annotations.NullMarked;
