/** The commands that show contacts through the query API, personal data masked unless asked for. */
@NullMarked
package dev.ghlsync.cli.contacts;

import org.jspecify.annotations.NullMarked;
