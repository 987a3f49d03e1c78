/** One circuit breaker per location: a location that fails is one incident, not one failure per contact. */
@NullMarked
package dev.ghlsync.push.breaker;

import org.jspecify.annotations.NullMarked;
