/** Switches that can change while the sandbox runs. */
@NullMarked
package dev.ghlsync.sandbox.settings;

import org.jspecify.annotations.NullMarked;
