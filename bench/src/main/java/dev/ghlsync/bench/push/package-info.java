/** How fast pushes go out, beside a loop that does nothing but the calls, and within GoHighLevel's limits. */
@NullMarked
package dev.ghlsync.bench.push;

import org.jspecify.annotations.NullMarked;
