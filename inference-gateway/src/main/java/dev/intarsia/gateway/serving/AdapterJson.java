package dev.intarsia.gateway.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An adapter's identity in responses. */
public final class AdapterJson {
    /** The response header that names the adapter. */
    public static final String HEADER = "x-intarsia-adapter";

    private AdapterJson() {}

    public static ObjectNode of(ServedAdapter adapter) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", adapter.kind().text())
                .put("user", adapter.user())
                .put("version", adapter.version())
                .put("digest", adapter.digest());
        if (adapter.kind() == AdapterKind.RESIDUAL) {
            json.put("assignment", adapter.assignment());
        }
        AdapterChoice choice = adapter.choice();
        if (choice != null) {
            json.put("reason", choice.reason().text()).set("losses", choice.losses());
        }
        return json;
    }

    /**
     * The header's value, as {@code own; user=ada; version=3; digest=0f3c5a...}; of a residual also the assignment's version,
     * and where the request left the kind open, the reason.
     */
    public static String header(ServedAdapter adapter) {
        StringBuilder value = new StringBuilder(adapter.kind().text());
        if (adapter.user() != null) {
            value.append("; user=").append(headerSafe(adapter.user()));
        }
        value.append("; version=").append(adapter.version());
        if (adapter.kind() == AdapterKind.RESIDUAL) {
            value.append("; assignment=").append(adapter.assignment());
        }
        value.append("; digest=").append(adapter.shortDigest());
        AdapterChoice choice = adapter.choice();
        if (choice != null) {
            value.append("; reason=").append(choice.reason().text());
        }
        return value.toString();
    }

    /** Percent-encodes what a header must not hold, and what would look like its own punctuation. */
    private static String headerSafe(String user) {
        StringBuilder safe = new StringBuilder();
        for (byte each : user.getBytes(UTF_8)) {
            char c = (char) (each & 0xff);
            if (c > ' ' && c < 0x7f && c != '%' && c != ';' && c != ',' && c != '"') {
                safe.append(c);
            } else {
                safe.append(String.format("%%%02X", (int) c));
            }
        }
        return safe.toString();
    }
}
