/** Commands that show and change connections. */
@NullMarked
package dev.ghlsync.cli.connection;

import org.jspecify.annotations.NullMarked;
