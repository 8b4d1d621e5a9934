/** Uses a running stack as any product would: over HTTP, and with patience for what it takes to become visible. */
@NullMarked
package dev.intarsia.stack.client;

import org.jspecify.annotations.NullMarked;
