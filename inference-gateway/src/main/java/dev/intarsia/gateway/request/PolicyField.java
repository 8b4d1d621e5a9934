package dev.intarsia.gateway.request;

import dev.intarsia.gateway.serving.AdapterPolicy;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the field {@code adapter}, by which a request says which adapter it wishes for. */
public final class PolicyField {
    private static final String NAME = "adapter";

    private PolicyField() {}

    public static AdapterPolicy read(RequestFields fields) {
        String text = fields.text(NAME);
        if (text == null) {
            return AdapterPolicy.AUTO;
        }
        return Stream.of(AdapterPolicy.values())
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> fields.refused(NAME, "must be one of " + all()));
    }

    private static String all() {
        return Stream.of(AdapterPolicy.values()).map(AdapterPolicy::text).collect(Collectors.joining(", "));
    }
}
