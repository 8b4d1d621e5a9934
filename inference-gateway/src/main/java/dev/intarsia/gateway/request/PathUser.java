package dev.intarsia.gateway.request;

import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.schemas.text.UserName;
import io.javalin.http.Context;

/** Reads the user that a path such as {@code /v1/users/{user}/adapter} names. */
public final class PathUser {
    private static final String NAME = "user";

    private PathUser() {}

    /**
     * The user.
     *
     * @throws ApiException with status 400 where no user can have that name
     */
    public static String of(Context context) {
        String user = context.pathParam(NAME);
        UserName.problem(user).ifPresent(problem -> {
            throw ApiException.invalid(NAME, "The user in the path " + problem + ".");
        });
        return user;
    }
}
