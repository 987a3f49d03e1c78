/** Which contact an input is about: ghlContactId, then email, then phone, within one location. */
@NullMarked
package dev.ghlsync.sync.domain.identity;

import org.jspecify.annotations.NullMarked;
