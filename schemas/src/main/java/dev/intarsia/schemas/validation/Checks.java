package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.text.TextRule;
import dev.intarsia.schemas.text.UserName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The single checks that rules are made of; each throws {@link InvalidRecordException} and names the field. */
final class Checks {
    /** More modules than any model has. */
    static final int MOST_MODULES = 10_000;

    private static final int SHOWN = 64;
    private static final Pattern MODULE = Pattern.compile("(0|[1-9][0-9]{0,5})\\.[a-z]{1,16}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private Checks() {}

    static void require(boolean holds, String field, String otherwise) {
        require(holds, RefusalReason.FIELD, field, otherwise);
    }

    static void require(boolean holds, RefusalReason reason, String field, String otherwise) {
        if (!holds) {
            throw new InvalidRecordException(reason, "Field " + field + " " + otherwise + ".");
        }
    }

    /** @param otherwise made only where it is needed, since records are checked one by one */
    static void require(boolean holds, String field, Supplier<String> otherwise) {
        require(holds, RefusalReason.FIELD, field, otherwise);
    }

    static void require(boolean holds, RefusalReason reason, String field, Supplier<String> otherwise) {
        if (!holds) {
            require(false, reason, field, otherwise.get());
        }
    }

    private static void require(Optional<String> problem, String field) {
        problem.ifPresent(found -> require(false, field, found));
    }

    static void user(String field, String name) {
        require(UserName.problem(name), field);
    }

    static void sameAsKey(String field, String key, String named) {
        require(
                key.equals(named),
                RefusalReason.OWNER,
                field,
                () -> "names " + field + " '" + shown(named) + "' under the key '" + shown(key)
                        + "'; both must be the same");
    }

    static void id(String field, String text) {
        require(!text.isBlank(), field, "is empty");
        require(TextRule.name(ContractLimits.LONGEST_ID).problem(text), field);
    }

    static void text(String field, String text, int longest) {
        require(new TextRule(longest, true).problem(text), field);
    }

    static void module(String field, String module) {
        require(
                MODULE.matcher(module).matches(),
                field,
                () -> "names the module '" + shown(module) + "'; write layer.projection, as in 3.q");
    }

    /** @param modules of one record, each to be named once */
    static void modules(String field, List<String> modules) {
        require(
                modules.size() <= MOST_MODULES,
                field,
                () -> "has " + modules.size() + " entries; no model has as many modules");
        Set<String> seen = new HashSet<>();
        for (String module : modules) {
            module(field, module);
            require(seen.add(module), field, () -> "has module " + module + " twice");
        }
    }

    static void digest(String field, String digest) {
        require(
                DIGEST.matcher(digest).matches(),
                RefusalReason.DIGEST,
                field,
                "is no SHA-256 in 64 hexadecimal digits");
    }

    static void digestOrNone(String field, String digest) {
        if (!digest.isEmpty()) {
            digest(field, digest);
        }
    }

    static void atLeast(String field, long value, long least) {
        require(value >= least, field, () -> "is " + value + "; it is at least " + least);
    }

    static void finite(String field, double value) {
        require(
                Double.isFinite(value),
                RefusalReason.NOT_FINITE,
                field,
                () -> "is " + value + "; write a finite number");
    }

    static void ratio(String field, double value) {
        require(value >= 0 && value <= 1, field, () -> "is " + value + "; it lies from 0 to 1");
    }

    /** A text as it may stand in a message. */
    static String shown(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
