/** Rules over the code of all modules. */
@NullMarked
package dev.ghlsync.architecture;

import org.jspecify.annotations.NullMarked;
