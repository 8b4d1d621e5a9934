package dev.intarsia.schemas.topic;

import static java.util.Objects.requireNonNull;

/**
 * One module of one user's adapter. As text it is {@code user/module}; a user may hold slashes, a module
 * may not, so the last slash separates them.
 *
 * @param user the user, or the sharer of a piece
 * @param module the module, as in {@code 3.q}
 */
public record ModuleKey(String user, String module) {
    public ModuleKey {
        if (requireNonNull(user).isEmpty()) {
            throw new IllegalArgumentException("A module key needs a user; give 'user/module', as in 'ada/3.q'.");
        }
        if (requireNonNull(module).isEmpty() || module.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "'" + module + "' is no module name; give one without a slash, as in '3.q'.");
        }
    }

    /**
     * Reads {@code user/module}.
     *
     * @throws IllegalArgumentException where either part is missing
     */
    public static ModuleKey parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no module key; give 'user/module', as in 'ada/3.q'.");
        }
        return new ModuleKey(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return user + "/" + module;
    }
}
