package dev.intarsia.pretrain.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Film reviews: a JSON list of {@code {"t": text, "s": sentiment}}, read as a stream. */
public final class Reviews {
    private Reviews() {}

    /** The distinct reviews of the archive, in its order. */
    public static List<String> read(Path archive) throws IOException {
        try (InputStream in = Tarball.open(archive, "package/reviews.json")) {
            return read(in);
        }
    }

    static List<String> read(InputStream in) throws IOException {
        Set<String> reviews = new LinkedHashSet<>();
        try (JsonParser json = new JsonMapper().createParser(in)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("t")
                        && json.nextToken() == JsonToken.VALUE_STRING) {
                    reviews.add(cleaned(json.getText()));
                }
            }
        }
        reviews.remove("");
        return new ArrayList<>(reviews);
    }

    /** Without markup, stray backslashes and runs of white space. */
    static String cleaned(String review) {
        return review.replaceAll("<br\\s*/?>|<[/a-zA-Z][^>]{0,40}>", " ")
                .replace("\\", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
