/** Identifiers of people in the hashed forms that advertising platforms match on. */
@NullMarked
package dev.ghlsync.cli.identifiers;

import org.jspecify.annotations.NullMarked;
