/** Carries out the steps of a story, as a user of GoHighLevel and as a system of ours. */
@NullMarked
package dev.ghlsync.cli.demo.play;

import org.jspecify.annotations.NullMarked;
