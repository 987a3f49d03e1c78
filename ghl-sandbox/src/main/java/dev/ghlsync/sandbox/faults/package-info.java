/** Rules that make calls go wrong on purpose. */
@NullMarked
package dev.ghlsync.sandbox.faults;

import org.jspecify.annotations.NullMarked;
