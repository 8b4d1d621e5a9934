/**
 * The inference gateway, as a service and as a program. It reads what the other services publish and answers requests
 * with each user's own adapter over an OpenAI-compatible API.
 */
@NullMarked
package dev.intarsia.gateway;

import org.jspecify.annotations.NullMarked;
