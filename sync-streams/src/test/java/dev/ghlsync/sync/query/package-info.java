/** The query API over real stores and over HTTP. */
@NullMarked
package dev.ghlsync.sync.query;

import org.jspecify.annotations.NullMarked;
