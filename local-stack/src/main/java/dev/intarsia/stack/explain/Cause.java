package dev.intarsia.stack.explain;

import java.util.Map;

/** What made an assignment necessary, in words that go on after "because of". */
final class Cause {
    private static final Map<String, String> WORDS = Map.of(
            "history", "new history of the user",
            "pool", "new or better pieces in the pool",
            "version", "a new version of a chosen piece",
            "withdrawn", "a sharer of a chosen piece who withdrew the consent",
            "demoted", "a sharer of a chosen piece who lost the seat",
            "cold", "a user without any history yet",
            "base_model", "another base model");

    private Cause() {}

    /** @param cause as the gateway writes it; one that is not known here stays as it is */
    static String words(String cause) {
        return WORDS.getOrDefault(cause, cause);
    }
}
