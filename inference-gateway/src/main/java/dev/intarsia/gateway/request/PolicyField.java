package dev.intarsia.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intarsia.gateway.serving.AdapterPolicy;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field {@code adapter}, by which a request says which adapter it wishes for: a text, or an object of that text as
 * {@code policy} and a {@code version}.
 */
public final class PolicyField {
    private static final String NAME = "adapter";
    private static final String POLICY = "policy";
    private static final String VERSION = "version";

    private PolicyField() {}

    public static AdapterPolicy read(RequestFields fields) {
        return fields.value(NAME).isObject() ? versioned(fields) : policy(fields, NAME, fields.text(NAME));
    }

    /** The field of such a wish. */
    public static JsonNode json(AdapterPolicy policy) {
        Long version = policy.version();
        JsonNodeFactory json = JsonNodeFactory.instance;
        return version == null
                ? json.textNode(policy.text())
                : json.objectNode().put(POLICY, policy.text()).put(VERSION, version);
    }

    private static AdapterPolicy versioned(RequestFields fields) {
        RequestFields wish = fields.object(NAME);
        if (wish == null) {
            return AdapterPolicy.AUTO;
        }
        wish.only(Set.of(POLICY, VERSION));
        AdapterPolicy policy = policy(wish, POLICY, wish.text(POLICY));
        Long version = wish.integer(VERSION, 1, Long.MAX_VALUE);
        if (version == null) {
            return policy;
        }
        if (policy == AdapterPolicy.BASE) {
            throw wish.refused(VERSION, "names a version of the user's adapter, but the base model is asked for");
        }
        if (fields.user() == null) {
            throw wish.refused(VERSION, "names a version of the user's adapter; give 'user' too");
        }
        return policy.of(version);
    }

    private static AdapterPolicy policy(RequestFields fields, String name, @Nullable String text) {
        if (text == null) {
            return AdapterPolicy.AUTO;
        }
        return AdapterPolicy.values().stream()
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> fields.refused(name, "must be one of " + all()));
    }

    private static String all() {
        return AdapterPolicy.values().stream().map(AdapterPolicy::text).collect(Collectors.joining(", "));
    }
}
