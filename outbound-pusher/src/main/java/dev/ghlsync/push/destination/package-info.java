/** GoHighLevel's contact calls behind one port, with decorators for ownership, quota and metrics. Decides nothing about outcomes. */
@NullMarked
package dev.ghlsync.push.destination;

import org.jspecify.annotations.NullMarked;
