/** Invented webhooks: bodies, and the records the gateway makes of them. */
@NullMarked
package dev.ghlsync.bench.webhooks;

import org.jspecify.annotations.NullMarked;
