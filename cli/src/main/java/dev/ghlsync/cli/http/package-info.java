/** JSON over HTTP to the services of the installation and to the sandbox. */
@NullMarked
package dev.ghlsync.cli.http;

import org.jspecify.annotations.NullMarked;
