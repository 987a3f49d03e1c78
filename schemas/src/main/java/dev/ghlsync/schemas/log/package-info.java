/** What every service's log leaves out. */
@NullMarked
package dev.ghlsync.schemas.log;

import org.jspecify.annotations.NullMarked;
