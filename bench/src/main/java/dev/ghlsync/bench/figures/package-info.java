/** How figures are computed and shown: percentiles, the table, the machine. Knows nothing of what is measured. */
@NullMarked
package dev.ghlsync.bench.figures;

import org.jspecify.annotations.NullMarked;
