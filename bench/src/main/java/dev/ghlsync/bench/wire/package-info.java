/** HTTP as cheap as it can be for a load generator. */
@NullMarked
package dev.ghlsync.bench.wire;

import org.jspecify.annotations.NullMarked;
