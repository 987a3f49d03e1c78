/** What the process is configured with: read from environment variables once, validated, then passed on. */
@NullMarked
package dev.ghlsync.sync.config;

import org.jspecify.annotations.NullMarked;
