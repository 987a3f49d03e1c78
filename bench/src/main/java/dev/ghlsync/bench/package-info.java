/** One command that measures the sync on this machine and prints a table. It asserts nothing. */
@NullMarked
package dev.ghlsync.bench;

import org.jspecify.annotations.NullMarked;
