package dev.intarsia.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.service.http.Refusal;

/** Says what is wrong with requests that reach no route as the routes would. */
final class RefusalJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RefusalJson() {}

    static String of(Refusal refusal) {
        try {
            return JSON.writeValueAsString(
                    new IngestResponse.Refusal(new Problem(refusal.subject(), refusal.problem())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
