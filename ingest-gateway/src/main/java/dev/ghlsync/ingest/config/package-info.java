/** Typed configuration, read once from environment variables. */
@NullMarked
package dev.ghlsync.ingest.config;

import org.jspecify.annotations.NullMarked;
