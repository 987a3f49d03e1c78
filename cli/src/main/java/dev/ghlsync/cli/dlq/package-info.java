/** {@code ghl-sync dlq}: dead letters through the pusher's operator API. */
@NullMarked
package dev.ghlsync.cli.dlq;

import org.jspecify.annotations.NullMarked;
