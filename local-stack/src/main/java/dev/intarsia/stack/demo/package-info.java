/**
 * The demo: a stream of real histories is sent through the running services, and the gateway predicts each target
 * user's last fifth before the system sees it. It uses only what a product would, HTTP in and HTTP out.
 */
@NullMarked
package dev.intarsia.stack.demo;

import org.jspecify.annotations.NullMarked;
