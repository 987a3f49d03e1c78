/** Tasks and notes of contacts. */
@NullMarked
package dev.ghlsync.sandbox.followups;

import org.jspecify.annotations.NullMarked;
