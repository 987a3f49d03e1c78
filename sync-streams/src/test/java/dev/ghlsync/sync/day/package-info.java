/** A day in a location, played on the GoHighLevel sandbox and compared with what the topology made of its webhooks. */
@NullMarked
package dev.ghlsync.sync.day;

import org.jspecify.annotations.NullMarked;
