package dev.intarsia.schemas.text;

import java.util.Optional;

/**
 * Valid names of users. Names are record keys and occur in URL paths, so that two different names must be different as
 * bytes.
 */
public final class UserName {
    /** The longest name, in UTF-16 units; the same at every door. */
    public static final int LONGEST = 128;

    private UserName() {}

    /** What is wrong with the name, if anything, as the end of a sentence that says where it stood. */
    public static Optional<String> problem(String user) {
        return problem(user, LONGEST);
    }

    /** @param maxLength in UTF-16 units, where a door is narrower than {@link #LONGEST} */
    public static Optional<String> problem(String user, int maxLength) {
        if (user.isBlank()) {
            return Optional.of("is empty; send the user's id");
        }
        if (!user.equals(user.strip())) {
            return Optional.of("begins or ends with white space; remove it");
        }
        if (user.equals(".") || user.equals("..")) {
            return Optional.of("is '" + user + "', which no path can hold; use another id");
        }
        return TextRule.name(Math.min(maxLength, LONGEST)).problem(user);
    }
}
