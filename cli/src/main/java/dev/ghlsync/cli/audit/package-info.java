/** The command that compares a location's two sides. */
@NullMarked
package dev.ghlsync.cli.audit;

import org.jspecify.annotations.NullMarked;
