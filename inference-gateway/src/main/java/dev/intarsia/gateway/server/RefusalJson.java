package dev.intarsia.gateway.server;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ErrorJson;
import dev.intarsia.service.http.Refusal;

/** Says what is wrong with requests that reach no route as the routes would. */
final class RefusalJson {
    private RefusalJson() {}

    static String of(Refusal refusal) {
        String message = "The " + refusal.subject() + " " + refusal.problem() + ".";
        return ErrorJson.of(ApiError.of(refusal.status(), refusal.code(), message))
                .toString();
    }
}
