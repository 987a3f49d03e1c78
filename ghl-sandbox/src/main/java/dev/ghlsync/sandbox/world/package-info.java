/** Everything the sandbox knows: the agency, its locations and what they hold. */
@NullMarked
package dev.ghlsync.sandbox.world;

import org.jspecify.annotations.NullMarked;
