/** The GoHighLevel sandbox alone: a large location, reads of single contacts, memory. */
@NullMarked
package dev.ghlsync.bench.sandbox;

import org.jspecify.annotations.NullMarked;
