/** Secrets in memory and at rest: masked values and authenticated encryption of tokens. No storage, no environment access. */
@NullMarked
package dev.ghlsync.ghl.credentials;

import org.jspecify.annotations.NullMarked;
