/**
 * A client that uses a running stack as a product would, over HTTP only. It waits until what it sent becomes visible.
 */
@NullMarked
package dev.intarsia.stack.client;

import org.jspecify.annotations.NullMarked;
