/** How fast the topology works off a backlog, beside the least a topology could do. */
@NullMarked
package dev.ghlsync.bench.topology;

import org.jspecify.annotations.NullMarked;
