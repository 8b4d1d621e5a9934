/**
 * The main job: a stream of real histories played through the running services, with each target user's last fifth
 * predicted by the gateway before the system has seen it. It only uses what a product would: HTTP in and HTTP out.
 */
@NullMarked
package dev.intarsia.stack.demo;

import org.jspecify.annotations.NullMarked;
