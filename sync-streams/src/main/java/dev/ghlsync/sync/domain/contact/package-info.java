/** One contact: its state, what is known of each field, and how inputs of both sides change it. */
@NullMarked
package dev.ghlsync.sync.domain.contact;

import org.jspecify.annotations.NullMarked;
