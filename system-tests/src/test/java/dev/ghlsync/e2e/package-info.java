/** The product end to end: every process real, each test in a sandbox location of its own. */
@NullMarked
package dev.ghlsync.e2e;

import org.jspecify.annotations.NullMarked;
