/** The schema registry as a process on this machine. */
@NullMarked
package dev.ghlsync.local.registry;

import org.jspecify.annotations.NullMarked;
