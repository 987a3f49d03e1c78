/** How the command ends: exit codes, and failures told in one sentence. */
@NullMarked
package dev.ghlsync.cli.exit;

import org.jspecify.annotations.NullMarked;
