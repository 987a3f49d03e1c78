/** The processes of a local installation: which there are, how they start, are watched and stop. Knows no command line. */
@NullMarked
package dev.ghlsync.cli.stack;

import org.jspecify.annotations.NullMarked;
