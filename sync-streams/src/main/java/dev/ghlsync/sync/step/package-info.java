/** The one step of the topology: reads a location's state, lets the domain decide, writes state and emissions. */
@NullMarked
package dev.ghlsync.sync.step;

import org.jspecify.annotations.NullMarked;
