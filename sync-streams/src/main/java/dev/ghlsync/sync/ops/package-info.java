/** What operators see of the process: health, metrics, failures, and waiting for what is not there yet. */
@NullMarked
package dev.ghlsync.sync.ops;

import org.jspecify.annotations.NullMarked;
