/** Storage for everything of a location that is kept as a JSON document. */
@NullMarked
package dev.ghlsync.sandbox.shelf;

import org.jspecify.annotations.NullMarked;
