/** Objects that GoHighLevel owns and we follow: what was said of one, in the order in which it was true, and what that tells. */
@NullMarked
package dev.ghlsync.sync.domain.mirror;

import org.jspecify.annotations.NullMarked;
