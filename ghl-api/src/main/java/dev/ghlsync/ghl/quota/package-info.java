/** Accounting of HighLevel's request limits from what its responses say. No clock: time is passed in. */
@NullMarked
package dev.ghlsync.ghl.quota;

import org.jspecify.annotations.NullMarked;
