/** Opportunities and their pipelines. */
@NullMarked
package dev.ghlsync.sandbox.deals;

import org.jspecify.annotations.NullMarked;
