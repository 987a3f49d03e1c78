/** Installing and uninstalling the app: tokens on one side, webhooks on the other. */
@NullMarked
package dev.ghlsync.sandbox.install;

import org.jspecify.annotations.NullMarked;
