/** The command that shows the path of one operation through the topics. */
@NullMarked
package dev.ghlsync.cli.trace;

import org.jspecify.annotations.NullMarked;
