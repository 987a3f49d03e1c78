/** Contacts of a location: what a write may contain, what it does, how each endpoint shows the result. */
@NullMarked
package dev.ghlsync.sandbox.contacts;

import org.jspecify.annotations.NullMarked;
