/**
 * Personalization through the prompt: events retrieved from the user's own past, and a profile written from it, by the
 * rules of {@code dev.intarsia.model.knowledge}. Both follow the user's sequence event by event and never look ahead.
 */
@NullMarked
package dev.intarsia.replay.prompt;

import org.jspecify.annotations.NullMarked;
