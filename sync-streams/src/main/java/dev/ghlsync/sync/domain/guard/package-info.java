/** When one producer changes so much of a location at once that an operator has to look at it first. */
@NullMarked
package dev.ghlsync.sync.domain.guard;

import org.jspecify.annotations.NullMarked;
