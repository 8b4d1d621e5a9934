/**
 * Which of a user's own past events stand before a prompt. The index is exact, grows event by event and knows one user
 * only, so that nothing of another user or of a later event can ever be retrieved.
 */
@NullMarked
package dev.intarsia.model.retrieval;

import org.jspecify.annotations.NullMarked;
