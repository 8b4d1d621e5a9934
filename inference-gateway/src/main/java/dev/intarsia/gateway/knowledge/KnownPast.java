package dev.intarsia.gateway.knowledge;

import dev.intarsia.model.knowledge.Person;

/**
 * What is known of a user before a question.
 *
 * @param person what enters the prompt
 * @param loading whether it is nothing because the user's events are still being read
 */
public record KnownPast(Person person, boolean loading) {
    static final KnownPast NOTHING = new KnownPast(Person.NOBODY, false);
    static final KnownPast LOADING = new KnownPast(Person.NOBODY, true);

    /** The same of what of it there is room for. */
    public KnownPast with(Person fitting) {
        return new KnownPast(fitting, loading);
    }
}
