package dev.intarsia.ingest.http;

import dev.intarsia.events.parse.EventRules;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The user that a request's path names. */
final class UserPath {
    private UserPath() {}

    /** @throws RefusedException where there can be no such user */
    static String user(Context context, EventRules rules) {
        String user = context.pathParam("user");
        rules.user(user).ifPresent(problem -> {
            throw new RefusedException(HttpStatus.BAD_REQUEST.getCode(), "user", problem);
        });
        return user;
    }
}
