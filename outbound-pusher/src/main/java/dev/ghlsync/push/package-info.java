/** The pusher: commands in, requests to GoHighLevel out, one settling outcome per version. */
@NullMarked
package dev.ghlsync.push;

import org.jspecify.annotations.NullMarked;
