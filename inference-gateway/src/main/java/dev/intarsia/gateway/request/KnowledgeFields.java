package dev.intarsia.gateway.request;

import dev.intarsia.model.knowledge.KnowledgeChoice;
import java.util.Set;

/**
 * Reads the field {@code knowledge}, by which a question says how much of its user's past its prompt is to carry.
 *
 * @param defaults for what a request leaves out
 */
public record KnowledgeFields(KnowledgeChoice defaults) {
    /** The field's name. */
    public static final String NAME = "knowledge";

    private static final Set<String> KNOWN = Set.of("history", "profile");

    /**
     * How much the question's prompt is to carry.
     *
     * @throws dev.intarsia.gateway.error.ApiException where a part of the field is unknown or out of range
     */
    public KnowledgeChoice read(RequestFields fields) {
        RequestFields asked = fields.object(NAME);
        if (asked == null) {
            return defaults;
        }
        asked.only(KNOWN);
        return new KnowledgeChoice(
                asked.integer("history", 0, KnowledgeChoice.MOST_EVENTS, defaults.history()),
                asked.flag("profile", defaults.profile()));
    }
}
