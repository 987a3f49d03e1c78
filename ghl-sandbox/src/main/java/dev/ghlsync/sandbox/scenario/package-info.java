/** Scenario files: control calls to make at given times, so that a whole situation is one file. */
@NullMarked
package dev.ghlsync.sandbox.scenario;

import org.jspecify.annotations.NullMarked;
