/** Webhook events: bodies, signatures, delivery, retries, disorder. */
@NullMarked
package dev.ghlsync.sandbox.webhooks;

import org.jspecify.annotations.NullMarked;
