/** The newest connection of every location, read from the compacted topic. */
@NullMarked
package dev.ghlsync.push.connections;

import org.jspecify.annotations.NullMarked;
