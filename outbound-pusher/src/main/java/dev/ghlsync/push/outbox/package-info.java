/** Writes what a version came to: results, retry records, dead letters, fetch requests. Acknowledged before anyone commits. */
@NullMarked
package dev.ghlsync.push.outbox;

import org.jspecify.annotations.NullMarked;
