/** Dead letters as operators work with them: found, shown, replayed, resolved; written by the loop, resolved by it too. */
@NullMarked
package dev.ghlsync.push.dlq;

import org.jspecify.annotations.NullMarked;
