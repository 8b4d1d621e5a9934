package dev.intarsia.model.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A script's source with names between {@code @} in place of what depends on the model. */
public final class ScriptTemplate {
    private ScriptTemplate() {}

    /**
     * The source with its places filled.
     *
     * @param resource its name beside a class
     * @param values by name; what one puts in may have places that those after it fill
     */
    public static String filled(Class<?> beside, String resource, Map<String, ?> values) {
        String source = source(beside, resource);
        for (Map.Entry<String, ?> value : values.entrySet()) {
            source = source.replace("@" + value.getKey() + "@", String.valueOf(value.getValue()));
        }
        return source;
    }

    private static String source(Class<?> beside, String resource) {
        try (InputStream source = beside.getResourceAsStream(resource)) {
            if (source == null) {
                throw new IllegalStateException(resource + " is missing beside " + beside);
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
