/** What the owner of a location does about its connection: changes that were asked for, tokens, installs of the app. */
@NullMarked
package dev.ghlsync.ingest.oauth;

import org.jspecify.annotations.NullMarked;
