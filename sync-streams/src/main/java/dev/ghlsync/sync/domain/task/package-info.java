/** Tasks of GoHighLevel: their fields, status and transitions. */
@NullMarked
package dev.ghlsync.sync.domain.task;

import org.jspecify.annotations.NullMarked;
