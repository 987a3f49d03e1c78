/**
 * HighLevel's REST API over the JDK's HTTP client: one synchronous method per endpoint, outcomes as values. Decides nothing about retrying.
 */
@NullMarked
package dev.ghlsync.ghl.client;

import org.jspecify.annotations.NullMarked;
