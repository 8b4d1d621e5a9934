/**
 * Retrieves a user's own past events for the prompt. The index is exact, grows event by event and holds one user, so
 * that no other user's event and no later event can be retrieved.
 */
@NullMarked
package dev.intarsia.model.retrieval;

import org.jspecify.annotations.NullMarked;
