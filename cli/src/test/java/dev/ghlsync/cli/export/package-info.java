@NullMarked
package dev.ghlsync.cli.export;

import org.jspecify.annotations.NullMarked;
