/** The operator's HTTP API: routes, JSON in and out. */
@NullMarked
package dev.ghlsync.push.dlq.http;

import org.jspecify.annotations.NullMarked;
