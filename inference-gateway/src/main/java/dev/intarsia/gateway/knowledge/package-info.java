/**
 * What of a user's past enters prompts: the events that the gateway holds of the user, by the rules that a replay follows
 * too.
 */
@NullMarked
package dev.intarsia.gateway.knowledge;

import org.jspecify.annotations.NullMarked;
