/** What happens in the demo, decided from a seed: a list of steps. Knows no Kafka and no HTTP. */
@NullMarked
package dev.ghlsync.cli.demo.story;

import org.jspecify.annotations.NullMarked;
