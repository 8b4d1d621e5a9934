package dev.intarsia.evaluation.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Predictions as lines of JSON, as a file of them holds them. */
public final class PredictionLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private PredictionLines() {}

    /** One line without its end. */
    public static String write(Prediction prediction) throws JsonProcessingException {
        return JSON.writeValueAsString(prediction);
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws JsonProcessingException where the line is no JSON of a prediction
     * @throws NullPointerException where a field is missing
     */
    public static Prediction read(String line) throws JsonProcessingException {
        return requireNonNull(JSON.readValue(line, Prediction.class));
    }
}
