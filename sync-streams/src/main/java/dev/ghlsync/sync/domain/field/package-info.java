/** Names of the fields that are synced and the one canonical form of each, used for every comparison. */
@NullMarked
package dev.ghlsync.sync.domain.field;

import org.jspecify.annotations.NullMarked;
