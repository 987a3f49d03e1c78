/** What the gateway does per webhook, taken apart: verify, produce, and both over HTTP. */
@NullMarked
package dev.ghlsync.bench.ingest;

import org.jspecify.annotations.NullMarked;
