@NullMarked
package dev.ghlsync.cli.trace;

import org.jspecify.annotations.NullMarked;
