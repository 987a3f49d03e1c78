/** Confluent wire format without a registry, for tests that need no second process. */
@NullMarked
package dev.ghlsync.local.serde;

import org.jspecify.annotations.NullMarked;
