package dev.intarsia.gateway.export;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.connection.ClientGoneException;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.PathUser;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFiles;
import dev.intarsia.model.peft.PeftFolder;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/**
 * {@code GET /v1/users/{user}/adapter/export}: the user's adapter as a zip archive of the files that PEFT reads and a card. The
 * same adapter gives the same bytes. Nothing is written to this machine's disk, where an erasure would not find it.
 */
public final class ExportEndpoint implements Handler {
    private final AdapterResolver adapters;
    private final BaseModel base;
    private final Forwarding forwarding;

    /** @param base what all adapters here belong to */
    public ExportEndpoint(AdapterResolver adapters, BaseModel base, Forwarding forwarding) {
        this.adapters = requireNonNull(adapters);
        this.base = requireNonNull(base);
        this.forwarding = requireNonNull(forwarding);
    }

    @Override
    public void handle(Context context) throws IOException {
        String user = PathUser.of(context);
        ExportChoice choice = ExportChoice.of(context);
        if (forwarding.answered(user, context)) {
            return;
        }
        ServedAdapter served = choice.find(adapters, user).orElseThrow(() -> none(choice));
        Adapter adapter = requireNonNull(served.adapter());
        PeftFiles files = PeftFolder.files(adapter, base, Dtype.F32);
        String card = new AdapterCard(user, served, adapter.layout(), base).text();
        context.header(AdapterJson.HEADER, AdapterJson.header(served));
        context.header("content-disposition", "attachment; filename=\"" + name(served) + "\"");
        context.header("cache-control", "no-store");
        context.contentType("application/zip");
        try {
            files.zip(card, context.res().getOutputStream());
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Without the user's name, which may hold anything. */
    private static String name(ServedAdapter served) {
        return served.kind().text() + "-" + served.version() + "-" + served.shortDigest() + ".zip";
    }

    private static ApiException none(ExportChoice choice) {
        String missing = switch (choice) {
            case AUTO -> "no adapter (yet): the base model answers";
            case OWN -> "no own adapter (yet)";
            case RESIDUAL -> "no residual that can be served now";
            case ASSEMBLED -> "no assembled adapter (yet)";
        };
        return new ApiException(ApiError.of(
                        404,
                        "adapter_not_found",
                        "This user has " + missing + ". GET /v1/users/{user}/adapter says which adapters there are;"
                                + " ask for one of them with ?adapter=, or again when the user has more events.")
                .at("adapter"));
    }
}
