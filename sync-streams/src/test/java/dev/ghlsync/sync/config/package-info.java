/** Environment variables and their errors. */
@NullMarked
package dev.ghlsync.sync.config;

import org.jspecify.annotations.NullMarked;
