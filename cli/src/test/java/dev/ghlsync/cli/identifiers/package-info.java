@NullMarked
package dev.ghlsync.cli.identifiers;

import org.jspecify.annotations.NullMarked;
