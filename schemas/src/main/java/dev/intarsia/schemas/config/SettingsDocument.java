package dev.intarsia.schemas.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a service as its file of defaults documents them: a comment describes the key below it, and a key that
 * is commented out has no default.
 *
 * @param settings in the order of the file
 */
public record SettingsDocument(String service, List<DocumentedSetting> settings) {
    private static final Pattern LINE =
            Pattern.compile("(?<indent> *)(?<comment># ?)?(?:(?<key>[a-z0-9-]+):(?: +(?<value>.*))?|(?<text>.*))");

    public SettingsDocument {
        settings = List.copyOf(settings);
    }

    /**
     * Reads {@code <service>.yaml}.
     *
     * @param beside a class of the module that holds the file
     */
    static SettingsDocument read(String service, Class<?> beside) {
        String resource = "/" + service + ".yaml";
        try (InputStream file = requireNonNull(beside.getResourceAsStream(resource), resource)) {
            return of(
                    service,
                    new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the lines of such a file; the comment it begins with is about the whole of it. */
    static SettingsDocument of(String service, List<String> lines) {
        List<DocumentedSetting> settings = new ArrayList<>();
        Deque<Section> path = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        for (String line :
                lines.stream().dropWhile(line -> line.startsWith("#")).toList()) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || line.isBlank()) {
                comment.clear();
            } else if (parts.group("key") == null || isSentence(parts)) {
                comment.add(
                        parts.group("key") == null
                                ? parts.group("text").strip()
                                : parts.group(0).strip());
            } else {
                int indent = parts.group("indent").length();
                while (!path.isEmpty() && path.getLast().indent() >= indent) {
                    path.removeLast();
                }
                path.addLast(new Section(indent, parts.group("key")));
                if (parts.group("value") != null || parts.group("comment") != null) {
                    settings.add(setting(path, parts, String.join(" ", comment)));
                }
                comment.clear();
            }
        }
        return new SettingsDocument(service, settings);
    }

    private record Section(int indent, String name) {}

    /** A comment whose first word has a colon after it, and not a key that is commented out. */
    private static boolean isSentence(Matcher parts) {
        String value = parts.group("value");
        return parts.group("comment") != null && value != null && value.strip().endsWith(".");
    }

    private static DocumentedSetting setting(Deque<Section> path, Matcher parts, String meaning) {
        Optional<String> value = Optional.ofNullable(parts.group("value")).map(String::strip);
        boolean unset = parts.group("comment") != null;
        return new DocumentedSetting(
                path.stream().map(Section::name).collect(Collectors.joining(".")),
                unset ? Optional.empty() : value,
                unset ? value : Optional.empty(),
                meaning);
    }
}
