/** Health, metrics and their HTTP server. */
@NullMarked
package dev.ghlsync.push.ops;

import org.jspecify.annotations.NullMarked;
