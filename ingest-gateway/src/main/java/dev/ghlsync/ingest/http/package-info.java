/** Routes: requests in, calls, one status out. Micronaut's types stop here. */
@NullMarked
package dev.ghlsync.ingest.http;

import org.jspecify.annotations.NullMarked;
