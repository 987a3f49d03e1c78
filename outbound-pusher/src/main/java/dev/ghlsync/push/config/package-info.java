/** Settings, read once from the environment. */
@NullMarked
package dev.ghlsync.push.config;

import org.jspecify.annotations.NullMarked;
