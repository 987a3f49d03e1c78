/** The command that connects a location. */
@NullMarked
package dev.ghlsync.cli.connect;

import org.jspecify.annotations.NullMarked;
