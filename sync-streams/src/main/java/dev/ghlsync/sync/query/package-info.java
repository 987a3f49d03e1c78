/** The query API: contacts and changes of one location as JSON, whichever instance is asked. */
@NullMarked
package dev.ghlsync.sync.query;

import org.jspecify.annotations.NullMarked;
