/** How long a change takes from one side to the other with every process on this machine. */
@NullMarked
package dev.ghlsync.bench.endtoend;

import org.jspecify.annotations.NullMarked;
