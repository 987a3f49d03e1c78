/** Records of sync.events as events of PostHog. */
@NullMarked
package dev.ghlsync.sink.avro;

import org.jspecify.annotations.NullMarked;
