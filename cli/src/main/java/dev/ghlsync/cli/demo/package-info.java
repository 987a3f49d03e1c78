/** The demo: a whole installation, a story played on both sides, and a comparison of what came of it. */
@NullMarked
package dev.ghlsync.cli.demo;

import org.jspecify.annotations.NullMarked;
