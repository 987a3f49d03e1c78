/** What the commands that ask the query API have in common: flags, masking of personal data, tables and exports. */
@NullMarked
package dev.ghlsync.cli.query;

import org.jspecify.annotations.NullMarked;
