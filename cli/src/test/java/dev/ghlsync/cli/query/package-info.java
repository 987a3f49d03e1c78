@NullMarked
package dev.ghlsync.cli.query;

import org.jspecify.annotations.NullMarked;
