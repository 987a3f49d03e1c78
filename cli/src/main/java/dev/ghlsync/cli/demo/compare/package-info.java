/** Compares raw answers of GoHighLevel with raw records of the contacts topic, by a mapping table that shares nothing with the product. */
@NullMarked
package dev.ghlsync.cli.demo.compare;

import org.jspecify.annotations.NullMarked;
