/** What is known of dead letters, and the rules of replaying and resolving them. */
@NullMarked
package dev.ghlsync.push.dlq.domain;

import org.jspecify.annotations.NullMarked;
