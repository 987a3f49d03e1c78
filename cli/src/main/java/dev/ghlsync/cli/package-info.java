/** The ghl-sync command: its root and how it ends. Each subcommand has a package of its own. */
@NullMarked
package dev.ghlsync.cli;

import org.jspecify.annotations.NullMarked;
