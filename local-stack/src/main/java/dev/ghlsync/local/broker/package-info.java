/** A real KRaft node on loopback, inside this JVM or as a process of its own. */
@NullMarked
package dev.ghlsync.local.broker;

import org.jspecify.annotations.NullMarked;
