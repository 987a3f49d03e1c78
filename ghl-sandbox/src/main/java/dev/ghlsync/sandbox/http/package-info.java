/** Routes, calls and replies over the JDK's HTTP server. Knows nothing of HighLevel. */
@NullMarked
package dev.ghlsync.sandbox.http;

import org.jspecify.annotations.NullMarked;
