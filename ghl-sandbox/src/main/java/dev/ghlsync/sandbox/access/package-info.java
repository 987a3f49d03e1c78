/** Bearer tokens, scopes and rate limits. */
@NullMarked
package dev.ghlsync.sandbox.access;

import org.jspecify.annotations.NullMarked;
