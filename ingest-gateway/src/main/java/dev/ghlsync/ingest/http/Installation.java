package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.oauth.OauthFlow;
import org.jspecify.annotations.Nullable;

/**
 * How our app is installed.
 *
 * @param flow null while no app is configured
 */
public record Installation(@Nullable OauthFlow flow) {}
