/** Named random streams derived from one seed, so that ids and draws repeat. */
@NullMarked
package dev.ghlsync.sandbox.seed;

import org.jspecify.annotations.NullMarked;
