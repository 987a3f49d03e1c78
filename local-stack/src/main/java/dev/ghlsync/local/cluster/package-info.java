/** A Kafka cluster with the topics of the contract, for tests. */
@NullMarked
package dev.ghlsync.local.cluster;

import org.jspecify.annotations.NullMarked;
