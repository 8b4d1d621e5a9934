package dev.intarsia.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds a checkpoint's template and the special tokens it may name. */
final class ChatTemplateFile {
    private static final int LONGEST = 1 << 17;
    private static final String SETTINGS = "tokenizer_config.json";

    private ChatTemplateFile() {}

    /** The template's source; empty where the checkpoint has none. */
    static String source(Path directory) throws IOException {
        Path file = directory.resolve("chat_template.jinja");
        if (Files.isRegularFile(file)) {
            requireLength(file, Files.size(file));
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }
        Path settings = directory.resolve(SETTINGS);
        if (!Files.isRegularFile(settings)) {
            return "";
        }
        JsonNode template = JsonFile.read(settings).path("chat_template");
        if (template.isArray()) {
            for (JsonNode named : template) {
                if (named.path("name").asText().equals("default")) {
                    template = named.path("template");
                    break;
                }
            }
        }
        if (!template.isTextual() && !template.isMissingNode() && !template.isNull()) {
            throw new MalformedCheckpointException(
                    settings, "chat_template is neither a text nor a list with a default.");
        }
        String source = template.isTextual() ? template.textValue() : "";
        requireLength(settings, source.length());
        return source;
    }

    private static void requireLength(Path file, long length) throws IOException {
        if (length > LONGEST) {
            throw new MalformedCheckpointException(
                    file, "the chat template has " + length + " characters; at most " + LONGEST + " are read.");
        }
    }

    /** {@code bos_token}, {@code eos_token} and so on, with their texts. */
    static Map<String, String> specials(Path directory) throws IOException {
        Map<String, String> specials = new LinkedHashMap<>();
        Path settings = directory.resolve(SETTINGS);
        ObjectNode root = Files.isRegularFile(settings) ? JsonFile.read(settings) : null;
        for (String name : new String[] {"bos_token", "eos_token", "unk_token", "pad_token"}) {
            JsonNode token = root == null ? null : root.path(name);
            if (token != null && (token.isTextual() || token.path("content").isTextual())) {
                specials.put(
                        name,
                        token.isTextual()
                                ? token.textValue()
                                : token.path("content").textValue());
            }
        }
        return specials;
    }
}
