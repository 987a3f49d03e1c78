/** What became of a change of our side. */
@NullMarked
package dev.ghlsync.sync.domain.change;

import org.jspecify.annotations.NullMarked;
