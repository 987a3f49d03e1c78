/**
 * Who sent a webhook: signing and verifying over the raw body bytes. Pure and thread-safe; knows no HTTP server.
 */
@NullMarked
package dev.ghlsync.ghl.webhook;

import org.jspecify.annotations.NullMarked;
