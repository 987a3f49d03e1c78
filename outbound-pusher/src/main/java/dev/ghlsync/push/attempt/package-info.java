/** Runs the calls of one attempt in their order and lets the rules judge each answer. */
@NullMarked
package dev.ghlsync.push.attempt;

import org.jspecify.annotations.NullMarked;
