/** What operators see of the process: health and metrics. */
@NullMarked
package dev.ghlsync.sink.ops;

import org.jspecify.annotations.NullMarked;
