/** Invented but realistic people for a location. */
@NullMarked
package dev.ghlsync.sandbox.generate;

import org.jspecify.annotations.NullMarked;
