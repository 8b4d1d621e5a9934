package dev.intarsia.gateway.explain;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.PathUser;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.schemas.avro.Assignment;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /v1/users/{user}/assignment}: which pieces make up the user's assembled adapter, and why. */
public final class AssignmentEndpoint implements Handler {
    private final GatewayUserState users;
    private final AssignmentExplanation explanation;
    private final Forwarding forwarding;

    public AssignmentEndpoint(GatewayUserState users, AssignmentExplanation explanation, Forwarding forwarding) {
        this.users = requireNonNull(users);
        this.explanation = requireNonNull(explanation);
        this.forwarding = requireNonNull(forwarding);
    }

    @Override
    public void handle(Context context) {
        String user = PathUser.of(context);
        if (forwarding.answered(user, context)) {
            return;
        }
        Assignment assignment = users.assignment(user).orElseThrow(AssignmentEndpoint::none);
        context.contentType("application/json")
                .result(explanation.json(assignment).toString());
    }

    private static ApiException none() {
        return new ApiException(ApiError.of(
                        404,
                        "assignment_not_found",
                        "There is no assignment of this user. The assembler issues one when it has pieces of sharers and"
                                + " knows the user; until then the user's own adapter or the base model answers.")
                .at("user"));
    }
}
