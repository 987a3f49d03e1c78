/** Stories through the whole topology, and its shape. */
@NullMarked
package dev.ghlsync.sync;

import org.jspecify.annotations.NullMarked;
