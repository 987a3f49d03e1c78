/** Pure rules and values of the gateway: no Kafka, HTTP, Avro, Jackson, clock, randomness or logger. */
@NullMarked
package dev.ghlsync.ingest.domain;

import org.jspecify.annotations.NullMarked;
