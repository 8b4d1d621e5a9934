package dev.intarsia.replay.lamp;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions of one split, in the file's order: {@code [{"id", "input", "profile": [...], "user_id"?}, ...]}. */
final class LampQuestions implements Closeable {
    private static final String FORM =
            "is no list of questions, [{...}, ...]; correct it, also where each line is a question of its own";

    private final LampFile file;
    private final String split;
    private final LampReader reader;
    private final Set<String> ids = new HashSet<>();
    private long number;

    private LampQuestions(LampFile file, String split, LampReader reader) {
        this.file = file;
        this.split = split;
        this.reader = reader;
    }

    /** @param reader hears of what cannot be used */
    static LampQuestions open(Path path, String split, LampReader reader) throws IOException {
        LampFile file = LampFile.open(path);
        try {
            file.expect(JsonToken.START_ARRAY, FORM);
            return new LampQuestions(file, split, reader);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** How many there are in a file that is of no other use. */
    static long count(Path path) throws IOException {
        try (LampFile file = LampFile.open(path)) {
            file.expect(JsonToken.START_ARRAY, FORM);
            long count = 0;
            while (file.skip()) {
                count++;
            }
            return count;
        }
    }

    /**
     * The next question that can be used; empty at the end.
     *
     * @throws MalformedLampException where the file cannot be read on, or a question's id comes twice
     */
    Optional<LampQuestion> next() throws IOException {
        for (Optional<JsonNode> next = file.element(); next.isPresent(); next = file.element()) {
            number++;
            Optional<LampQuestion> question = question(next.get());
            if (question.isPresent()) {
                return question;
            }
        }
        file.end();
        return Optional.empty();
    }

    double progress() {
        return file.progress();
    }

    private Optional<LampQuestion> question(JsonNode object) throws IOException {
        Optional<String> id = LampFile.text(object, "id").filter(text -> !text.isEmpty());
        Optional<String> input = LampFile.text(object, "input");
        JsonNode profile = object.path("profile");
        JsonNode user = object.path("user_id");
        Optional<String> userId = LampFile.text(object, "user_id").filter(text -> !text.isEmpty());
        boolean userGiven = !user.isMissingNode() && !user.isNull();
        if (id.isEmpty() || input.isEmpty() || !profile.isArray() || (userGiven && userId.isEmpty())) {
            reader.leftOut("unreadable question", file.name() + ", question number " + number);
            return Optional.empty();
        }
        String where = file.name() + ", question " + id.get();
        if (!ids.add(id.get())) {
            throw new MalformedLampException(where, "comes twice; keep one of the two");
        }
        Optional<Instant> date = LampFile.text(object, "date").flatMap(LampDate::parse);
        if (date.isEmpty() && object.hasNonNull("date")) {
            reader.leftOut("question with an unreadable date", where, LampDate.problem(date(object)));
            return Optional.empty();
        }
        return Optional.of(new LampQuestion(
                new LampId(split, id.get()),
                userId.orElse(null),
                date.orElse(null),
                input.get(),
                items(profile, where)));
    }

    private List<LampItem> items(JsonNode profile, String where) {
        Set<LampItem> seen = new HashSet<>();
        List<LampItem> items = new ArrayList<>(profile.size());
        for (JsonNode object : profile) {
            Optional<String> id = LampFile.text(object, "id").filter(text -> !text.isEmpty());
            Optional<Instant> date = LampFile.text(object, "date").flatMap(LampDate::parse);
            if (id.isEmpty()) {
                reader.leftOut("unreadable profile item", where);
            } else if (date.isEmpty() && object.hasNonNull("date")) {
                reader.leftOut(
                        "profile item with an unreadable date",
                        where + ", item " + id.get(),
                        LampDate.problem(date(object)));
            } else {
                LampItem item = new LampItem(id.get(), date.orElse(null), fields(object));
                if (seen.add(item)) {
                    items.add(item);
                } else {
                    reader.leftOut("profile item listed twice", where + ", item " + id.get());
                }
            }
        }
        return items;
    }

    private static String date(JsonNode object) {
        return LampFile.text(object, "date").orElse(object.path("date").toString());
    }

    private static Map<String, String> fields(JsonNode object) {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!entry.getKey().equals("id") && !entry.getKey().equals("date")) {
                LampFile.text(object, entry.getKey()).ifPresent(text -> fields.put(entry.getKey(), text));
            }
        }
        return fields;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
