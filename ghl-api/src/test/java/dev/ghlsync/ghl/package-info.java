/** Test data shared by the tests of this module. */
@NullMarked
package dev.ghlsync.ghl;

import org.jspecify.annotations.NullMarked;
