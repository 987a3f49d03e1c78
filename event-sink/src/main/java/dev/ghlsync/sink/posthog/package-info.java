/** PostHog's batch API: what is sent and what its answers mean. */
@NullMarked
package dev.ghlsync.sink.posthog;

import org.jspecify.annotations.NullMarked;
