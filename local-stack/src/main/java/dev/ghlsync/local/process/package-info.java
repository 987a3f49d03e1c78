/** Child processes on the same JDK that end with their parent, and free ports on loopback. */
@NullMarked
package dev.ghlsync.local.process;

import org.jspecify.annotations.NullMarked;
