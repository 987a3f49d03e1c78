/** The contract between processes: topics, headers. Holds no logic beyond names and partitions. */
@NullMarked
package dev.ghlsync.schemas;

import org.jspecify.annotations.NullMarked;
