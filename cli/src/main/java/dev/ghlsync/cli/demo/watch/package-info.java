/** What the demo sees of a running installation: topics, offsets, metrics. */
@NullMarked
package dev.ghlsync.cli.demo.watch;

import org.jspecify.annotations.NullMarked;
