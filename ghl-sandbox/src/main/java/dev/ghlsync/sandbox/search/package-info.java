/** The delayed, partial view that contact search reads. */
@NullMarked
package dev.ghlsync.sandbox.search;

import org.jspecify.annotations.NullMarked;
