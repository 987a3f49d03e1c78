/** HighLevel's wire shapes: what a webhook, a response or an error says, without judging it. Knows no HTTP. */
@NullMarked
package dev.ghlsync.ghl.model;

import org.jspecify.annotations.NullMarked;
