/** {@code ghl-sync pause}, {@code resume} and {@code resync}. */
@NullMarked
package dev.ghlsync.cli.operate;

import org.jspecify.annotations.NullMarked;
