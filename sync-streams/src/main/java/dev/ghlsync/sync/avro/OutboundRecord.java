package dev.ghlsync.sync.avro;

import org.apache.kafka.common.header.Headers;

/** One record ready to be written. */
public record OutboundRecord(String topic, String key, byte[] value, Headers headers) {}
