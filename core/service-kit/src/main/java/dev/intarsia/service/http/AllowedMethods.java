package dev.intarsia.service.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Arrays;
import java.util.TreeSet;

/** Tells which methods a route has, where it is asked or where a request has another one. */
final class AllowedMethods {
    private static final String AVAILABLE = "availableMethods";

    private AllowedMethods() {}

    /**
     * Names the route's methods in {@code Allow}, and answers OPTIONS with them.
     *
     * @param refusal of status 405
     * @return whether the request is answered by that
     */
    static boolean tell(Context context, HttpResponseException refusal) {
        TreeSet<String> methods = new TreeSet<>();
        Arrays.stream(refusal.getDetails().getOrDefault(AVAILABLE, "").split(",", -1))
                .map(String::strip)
                .filter(method -> !method.isEmpty())
                .forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        context.header("Allow", String.join(", ", methods));
        if (!context.req().getMethod().equals("OPTIONS")) {
            return false;
        }
        context.status(204).result("");
        return true;
    }
}
