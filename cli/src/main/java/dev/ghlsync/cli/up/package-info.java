/** The commands that keep processes running until Ctrl-C. */
@NullMarked
package dev.ghlsync.cli.up;

import org.jspecify.annotations.NullMarked;
