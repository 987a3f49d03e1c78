/** What GoHighLevel's JSON says about a contact, in canonical form; the only place that reads JSON. */
@NullMarked
package dev.ghlsync.sync.ghl;

import org.jspecify.annotations.NullMarked;
