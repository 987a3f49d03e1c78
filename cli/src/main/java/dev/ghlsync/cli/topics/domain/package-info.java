/** Decides what to do about topics and schemas from what is wanted and what is there; knows no Kafka and no HTTP. */
@NullMarked
package dev.ghlsync.cli.topics.domain;

import org.jspecify.annotations.NullMarked;
