/** Records of the topics that commands read and write themselves. */
@NullMarked
package dev.ghlsync.cli.avro;

import org.jspecify.annotations.NullMarked;
