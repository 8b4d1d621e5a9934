package dev.intarsia.events.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells what is no file of JSON lines as a whole, by its first bytes: then nothing of it is used. Where one line among
 * others is bad, it is that line's matter.
 */
public final class JsonLinesShape {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN = 60;

    private JsonLinesShape() {}

    /**
     * What it is and what to do, to be read after its name; empty where it may be lines of JSON.
     *
     * @param first bytes of the content, with a byte order mark or without
     * @param whole whether nothing comes after them
     */
    public static Optional<String> problem(byte[] first, boolean whole) {
        Optional<String> foreign = ForeignFormat.problem(first).or(() -> LineEnds.problem(first));
        if (foreign.isPresent()) {
            return foreign;
        }
        // A body can be long, and what comes behind its beginning is its lines' matter.
        if (first.length > FirstBytes.MOST) {
            return problem(Arrays.copyOf(first, FirstBytes.MOST), false);
        }
        String text = ByteOrderMark.without(new String(first, UTF_8));
        List<String> lines = lines(text, whole);
        if (text.isBlank()) {
            return whole ? Optional.of("is empty, it has no line; send one event a line") : Optional.empty();
        }
        if (isOverLines(text, whole)) {
            return Optional.of("holds JSON that is printed over several lines; send one event a line, as jq -c '"
                    + (text.stripLeading().startsWith("[") ? ".[]" : ".") + "' prints it");
        }
        if (lines.isEmpty() || lines.stream().anyMatch(JsonLinesShape::isObject)) {
            return Optional.empty();
        }
        if (text.stripLeading().startsWith("[")) {
            return Optional.of("holds a JSON list; send one event a line, as jq -c '.[]' prints it");
        }
        return lines.stream().anyMatch(line -> line.stripLeading().startsWith("{"))
                ? Optional.empty()
                : Optional.of(noJson(lines.get(0).strip()));
    }

    /** Whether some line is an object, so that there is no more to be asked. */
    static boolean isSettled(byte[] first) {
        String text = ByteOrderMark.without(new String(first, UTF_8));
        return !text.stripLeading().startsWith("[")
                && lines(text, false).stream().anyMatch(JsonLinesShape::isObject);
    }

    /** The lines that are known to the end and not blank. */
    private static List<String> lines(String text, boolean whole) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (!whole) {
            lines.remove(lines.size() - 1);
        }
        lines.removeIf(String::isBlank);
        return lines;
    }

    private static boolean isObject(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return false;
        }
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the first object or list goes on on the line after its first, and is right as far as it can be seen. */
    private static boolean isOverLines(String text, boolean whole) {
        String begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return false;
        }
        int lineEnd = begin.indexOf('\n');
        if (lineEnd < 0 || begin.substring(lineEnd).isBlank()) {
            return false;
        }
        if (begin.substring(1, lineEnd).isBlank()) {
            return true;
        }
        try (JsonParser json = JSON.createParser(new ByteArrayInputStream(begin.getBytes(UTF_8)))) {
            json.nextToken();
            json.skipChildren();
            return json.currentTokenLocation().getLineNr() > 1;
        } catch (JsonEOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String noJson(String line) {
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        String found = CsvHeader.looksLikeColumns(line)
                ? "looks like a table, its first line is '" + shown + "'"
                : "is no JSON, its first line is '" + shown + "'";
        return found + "; send one JSON object a line"
                + (line.toLowerCase(java.util.Locale.ROOT).contains("movieid")
                        ? ", or, of MovieLens, name the folder that holds the file"
                        : "");
    }
}
