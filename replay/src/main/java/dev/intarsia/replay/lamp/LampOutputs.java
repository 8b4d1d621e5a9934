package dev.intarsia.replay.lamp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The true answers of one split: {@code {"task": ..., "golds": [{"id": ..., "output": ...}, ...]}}.
 *
 * @param task the published name
 * @param golds the answers by question, stripped
 * @param unreadable how many entries have no id or no answer
 */
record LampOutputs(String task, Map<String, String> golds, long unreadable) {
    /** @throws MalformedLampException where the file has another form, or two answers to one question */
    static LampOutputs read(Path path) throws IOException {
        try (LampFile file = LampFile.open(path)) {
            return new Reading(file).whole();
        }
    }

    /** One pass through the file. */
    private static final class Reading {
        private static final String FORM = "has another form than {\"task\": ..., \"golds\": [...]}; correct it";

        private final LampFile file;
        private final Map<String, String> golds = new LinkedHashMap<>();
        private @Nullable String task;
        private boolean listed;
        private long unreadable;

        private Reading(LampFile file) {
            this.file = file;
        }

        private LampOutputs whole() throws IOException {
            file.expect(JsonToken.START_OBJECT, FORM);
            while (file.read(JsonParser::nextToken) == JsonToken.FIELD_NAME) {
                field(file.read(JsonParser::currentName));
            }
            file.end();
            if (task == null || !listed) {
                throw new MalformedLampException(file.name(), FORM);
            }
            return new LampOutputs(task, golds, unreadable);
        }

        private void field(String name) throws IOException {
            switch (name) {
                case "task" -> {
                    file.expect(JsonToken.VALUE_STRING, FORM);
                    task = file.read(JsonParser::getText);
                }
                case "golds" -> {
                    file.expect(JsonToken.START_ARRAY, FORM);
                    list();
                }
                default -> file.skip();
            }
        }

        private void list() throws IOException {
            listed = true;
            for (Optional<JsonNode> next = file.element(); next.isPresent(); next = file.element()) {
                Optional<String> id = LampFile.text(next.get(), "id");
                Optional<String> output = LampFile.text(next.get(), "output");
                if (id.isEmpty() || output.isEmpty()) {
                    unreadable++;
                } else if (golds.put(id.get(), output.get()) != null) {
                    throw new MalformedLampException(
                            file.name(), "has two answers to question " + id.get() + "; keep the right one");
                }
            }
        }
    }
}
