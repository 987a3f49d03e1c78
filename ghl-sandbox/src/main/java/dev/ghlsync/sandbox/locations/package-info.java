/** Locations (sub-accounts) with settings, custom fields and tags. */
@NullMarked
package dev.ghlsync.sandbox.locations;

import org.jspecify.annotations.NullMarked;
