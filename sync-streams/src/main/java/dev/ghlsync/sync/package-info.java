/** Composition root and the topology. */
@NullMarked
package dev.ghlsync.sync;

import org.jspecify.annotations.NullMarked;
