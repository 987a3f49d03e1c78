/** Reading whole topics without a group, for what every process has to know. */
@NullMarked
package dev.ghlsync.push.follow;

import org.jspecify.annotations.NullMarked;
