/** Start and stop of a GoHighLevel stand-in; everything it does lives in the packages below. */
@NullMarked
package dev.ghlsync.sandbox;

import org.jspecify.annotations.NullMarked;
