/** The rules of delivery: what an answer means, what becomes of an attempt, which fields may be written. Pure: no Kafka, HTTP, Avro, JSON, clock or logger. */
@NullMarked
package dev.ghlsync.push.domain;

import org.jspecify.annotations.NullMarked;
