package dev.intarsia.gateway.export;

import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.ServedAdapter;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of a user's adapters an export is asked for. */
enum ExportChoice {
    /** The one that answers the user. */
    AUTO(null),
    OWN(AdapterKind.OWN),
    RESIDUAL(AdapterKind.RESIDUAL),
    ASSEMBLED(AdapterKind.ASSEMBLED);

    private static final String NAME = "adapter";

    private final @Nullable AdapterKind kind;

    ExportChoice(@Nullable AdapterKind kind) {
        this.kind = kind;
    }

    /**
     * Reads the query's {@code adapter}; {@link #AUTO} where it is missing.
     *
     * @throws ApiException with status 400 where it is none of these
     */
    static ExportChoice of(Context context) {
        String text = context.queryParam(NAME);
        String query = context.queryString();
        if (text == null && query != null && query.contains(NAME + "=")) {
            throw ApiException.invalid(NAME, "'adapter' is not percent-encoded; send it as ?adapter=own.");
        }
        if (text == null) {
            return AUTO;
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "own" -> OWN;
            case "residual" -> RESIDUAL;
            case "assembled" -> ASSEMBLED;
            default -> throw ApiException.invalid(NAME, "'adapter' must be one of auto, own, residual, assembled.");
        };
    }

    /** The adapter, where the user has it and it may be served. */
    Optional<ServedAdapter> find(AdapterResolver adapters, String user) {
        return kind == null
                ? Optional.of(adapters.resolve(user, AdapterPolicy.AUTO))
                        .filter(served -> served.kind() != AdapterKind.BASE)
                        // The same adapter is exported as the same bytes, whyever it was chosen.
                        .map(served -> served.chosen(null))
                : adapters.find(user, kind);
    }
}
