package dev.intarsia.replay.lamp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.events.format.ForeignFormat;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A JSON file too large to be held: it is read forward, one element of its array at a time. */
final class LampFile implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final int LOOKED_AT = 1 << 12;

    private final Path file;
    private final long size;
    private final JsonParser parser;

    private LampFile(Path file, long size, JsonParser parser) {
        this.file = file;
        this.size = size;
        this.parser = parser;
    }

    /** @throws MalformedLampException where the file is empty, or no text in UTF-8 */
    static LampFile open(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(LOOKED_AT);
        }
        Optional<String> foreign = ForeignFormat.problem(first);
        if (foreign.isPresent()) {
            throw new MalformedLampException(file.getFileName().toString(), foreign.get());
        }
        if (first.length < LOOKED_AT && new String(first, StandardCharsets.UTF_8).isBlank()) {
            throw new MalformedLampException(file.getFileName().toString(), "is empty; fetch it again");
        }
        return new LampFile(file, Files.size(file), JSON.createParser(Files.newInputStream(file)));
    }

    /** Some work on the parser. */
    @FunctionalInterface
    interface Step<T> {
        T of(JsonParser parser) throws IOException;
    }

    /** Does the work, and says where in the file it met something that is no JSON. */
    <T> T read(Step<T> step) throws IOException {
        try {
            return step.of(parser);
        } catch (JsonProcessingException e) {
            throw new MalformedLampException(
                    name(),
                    "is not valid JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ", or ends too early; fetch it again: "
                            + e.getOriginalMessage(),
                    e);
        } catch (CharConversionException e) {
            throw new MalformedLampException(name(), "is not UTF-8; fetch it again: " + e.getMessage(), e);
        }
    }

    /** Takes the next token, which must be this one. */
    void expect(JsonToken wanted, String otherwise) throws IOException {
        if (read(JsonParser::nextToken) != wanted) {
            throw new MalformedLampException(name(), otherwise);
        }
    }

    /** The next element of the array the parser is in; empty at the array's end. */
    Optional<JsonNode> element() throws IOException {
        return read(json -> {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new MalformedLampException(name(), "ends within a list; fetch it again");
            }
            return token == JsonToken.END_ARRAY ? Optional.empty() : Optional.of(JSON.<JsonNode>readTree(json));
        });
    }

    /** Passes over the next element of the array; false at the array's end. */
    boolean skip() throws IOException {
        return read(json -> {
            JsonToken token = json.nextToken();
            json.skipChildren();
            return token != null && token != JsonToken.END_ARRAY;
        });
    }

    /** The end of the file must come now. */
    void end() throws IOException {
        if (read(JsonParser::nextToken) != null) {
            throw new MalformedLampException(name(), "goes on behind its end; fetch it again");
        }
    }

    /** How much has been read, from 0 to 1. */
    double progress() {
        return size == 0 ? 1 : Math.min(1, (double) parser.currentLocation().getByteOffset() / size);
    }

    String name() {
        return file.getFileName().toString();
    }

    /** A text, or a whole number as the text it is written as; empty where it is neither. */
    static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
