/** Which command may run now: one per contact, a bounded number per location and in all, and which offsets are settled. */
@NullMarked
package dev.ghlsync.push.lanes;

import org.jspecify.annotations.NullMarked;
