/** What the topology writes, before it is encoded. */
@NullMarked
package dev.ghlsync.sync.emission;

import org.jspecify.annotations.NullMarked;
