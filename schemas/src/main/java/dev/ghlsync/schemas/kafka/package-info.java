/** How to reach the cluster, and which partition a location lives on. */
@NullMarked
package dev.ghlsync.schemas.kafka;

import org.jspecify.annotations.NullMarked;
