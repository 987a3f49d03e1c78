/** How state is kept as bytes: versioned binary codecs for the values of the stores. */
@NullMarked
package dev.ghlsync.sync.store;

import org.jspecify.annotations.NullMarked;
