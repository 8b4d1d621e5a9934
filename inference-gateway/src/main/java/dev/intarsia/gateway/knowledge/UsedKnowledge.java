package dev.intarsia.gateway.knowledge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.knowledge.Person;

/**
 * What of the user's past a prompt carried.
 *
 * @param history how many past events
 * @param profile whether a profile
 * @param cutTokens how many tokens of both had no room, from the left: of the profile first, then of the least similar
 *     events
 */
public record UsedKnowledge(int history, boolean profile, int cutTokens) {
    public static final UsedKnowledge NONE = new UsedKnowledge(0, false, 0);

    public static UsedKnowledge of(Person person, int cutTokens) {
        String profile = person.profile();
        return new UsedKnowledge(person.history().size(), profile != null && !profile.isBlank(), cutTokens);
    }

    /** As answers show it. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("history", history)
                .put("profile", profile)
                .put("cut_tokens", cutTokens);
    }
}
