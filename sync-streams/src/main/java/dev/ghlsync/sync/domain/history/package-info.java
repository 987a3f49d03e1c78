/** What GoHighLevel was seen to hold, ordered by when it was true rather than by when we heard of it. */
@NullMarked
package dev.ghlsync.sync.domain.history;

import org.jspecify.annotations.NullMarked;
