/** Waiting, failures and what may be told of them. */
@NullMarked
package dev.ghlsync.sync.ops;

import org.jspecify.annotations.NullMarked;
