/** The official OpenAPI files as a checker of requests and responses. */
@NullMarked
package dev.ghlsync.sandbox.openapi;

import org.jspecify.annotations.NullMarked;
