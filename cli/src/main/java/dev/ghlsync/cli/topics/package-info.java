/** {@code ghl-sync topics apply}: brings a cluster's topics and a registry's schemas to what the catalogue says. */
@NullMarked
package dev.ghlsync.cli.topics;

import org.jspecify.annotations.NullMarked;
