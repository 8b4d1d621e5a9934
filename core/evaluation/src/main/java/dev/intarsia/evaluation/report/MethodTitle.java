package dev.intarsia.evaluation.report;

import dev.intarsia.evaluation.statistics.MethodKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A method's name for readers.
 *
 * @param family as {@link MethodKind#text()}
 */
record MethodTitle(String title, String family) {
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("base", "base model"),
            Map.entry("profile", "profile"),
            Map.entry("oppu", "own adapter (OPPU)"),
            Map.entry("oppu-ia3", "own (IA)³ vectors"),
            Map.entry("oppu-prompt", "own prompt"),
            Map.entry("peft-retrieval", "nearest adapters (PEFT retrieval)"),
            Map.entry("per-pcs-paper", "pieces as in the paper (Per-Pcs)"),
            Map.entry("assembled", "assembled pieces"),
            Map.entry("residual", "own residual"),
            Map.entry("evidence", "assembled pieces + own residual by evidence"),
            Map.entry("auto", "own adapter, assembled pieces or base model by losses"),
            Map.entry("item-user-bias", "item + user bias"),
            Map.entry("copy-most-similar", "copy of the most similar"));

    static MethodTitle of(String method) {
        String title = Arrays.stream(method.replaceFirst("^baseline:", "").split("\\+"))
                .map(MethodTitle::part)
                .collect(Collectors.joining(" + "));
        String capital = title.isEmpty() ? title : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
        return new MethodTitle(capital, MethodKind.of(method).text());
    }

    private static String part(String name) {
        if (name.startsWith("retrieval-")) {
            return "retrieval of " + name.substring("retrieval-".length());
        }
        return PARTS.getOrDefault(name, name.replace('-', ' '));
    }
}
