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
 * @param loading whether it carried nothing because the user's events are still being read
 */
public record UsedKnowledge(int history, boolean profile, int cutTokens, boolean loading) {
    public static final UsedKnowledge NONE = new UsedKnowledge(0, false, 0, false);

    public static UsedKnowledge of(KnownPast past, int cutTokens) {
        Person person = past.person();
        String profile = person.profile();
        return new UsedKnowledge(
                person.history().size(), profile != null && !profile.isBlank(), cutTokens, past.loading());
    }

    /** As answers show it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("history", history)
                .put("profile", profile)
                .put("cut_tokens", cutTokens);
        return loading ? json.put("loading", true) : json;
    }
}
