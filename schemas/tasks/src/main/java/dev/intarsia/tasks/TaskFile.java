package dev.intarsia.tasks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one task from its YAML text. */
final class TaskFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;

    private TaskFile(String file) {
        this.file = file;
    }

    static Task read(String file, String yaml) {
        try {
            return new TaskFile(file).task(YAML.readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new TaskFileException(file, "is not valid YAML; correct it: " + e.getOriginalMessage(), e);
        }
    }

    private Task task(JsonNode root) {
        only(root, "", "name", "version", "description", "input", "prompt", "output", "answer", "metrics", "personal");
        Task task = new Task(
                text(root, "", "name"),
                number(root, "", "version", 1),
                text(root, "", "description"),
                fields(required(root, "", "input")),
                new Template(text(root, "", "prompt")),
                new Template(text(root, "", "output")),
                answer(required(root, "", "answer")),
                metrics(required(root, "", "metrics")),
                personal(required(root, "", "personal")));
        tryTemplates(task);
        return task;
    }

    private Map<String, InputField> fields(JsonNode node) {
        if (!node.isObject()) {
            throw new TaskFileException(file, "input", "is not a mapping; declare the fields, or {} for none");
        }
        Map<String, InputField> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = "input." + entry.getKey();
            if (entry.getKey().equals(Task.OUTPUT)) {
                throw new TaskFileException(file, key, "'output' names the answer; give the field another name");
            }
            only(entry.getValue(), key, "required", "maxLength");
            try {
                fields.put(
                        entry.getKey(),
                        new InputField(
                                entry.getKey(),
                                flag(entry.getValue(), key, "required"),
                                number(entry.getValue(), key, "maxLength", InputField.DEFAULT_MAX_LENGTH)));
            } catch (IllegalArgumentException e) {
                throw new TaskFileException(file, key, String.valueOf(e.getMessage()));
            }
        }
        return fields;
    }

    private Answer answer(JsonNode node) {
        String kind = text(node, "answer", "kind");
        try {
            switch (kind) {
                case "scale":
                    only(node, "answer", "kind", "labels", "decode");
                    if (!text(node, "answer", "decode").equals("median")) {
                        throw new TaskFileException(
                                file, "answer.decode", "a scale is decoded by 'median'; write that");
                    }
                    return new Answer.Scale(labels(node));
                case "labels":
                    only(node, "answer", "kind", "labels");
                    return new Answer.Labels(labels(node));
                case "text":
                    only(node, "answer", "kind", "maxTokens");
                    return new Answer.Text(number(node, "answer", "maxTokens", 32));
                default:
                    throw new TaskFileException(
                            file, "answer.kind", "'" + kind + "' is unknown; use scale, labels or text");
            }
        } catch (IllegalArgumentException e) {
            throw new TaskFileException(file, "answer", String.valueOf(e.getMessage()));
        }
    }

    private List<String> labels(JsonNode node) {
        List<String> labels = strings(required(node, "answer", "labels"), "answer.labels");
        if (labels.size() < 2 || Set.copyOf(labels).size() < labels.size()) {
            throw new TaskFileException(file, "answer.labels", "needs at least two labels, all different");
        }
        return labels;
    }

    private List<Metric> metrics(JsonNode node) {
        List<Metric> metrics = new ArrayList<>();
        for (String name : strings(node, "metrics")) {
            metrics.add(Arrays.stream(Metric.values())
                    .filter(metric -> metric.text().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TaskFileException(
                            file,
                            "metrics",
                            "'" + name + "' is unknown; use some of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(Metric.values())
                                                    .map(Metric::text)
                                                    .toList()))));
        }
        return metrics;
    }

    private Personal personal(JsonNode node) {
        only(node, "personal", "history", "profile", "chat");
        JsonNode history = required(node, "personal", "history");
        String key = "personal.history";
        only(history, key, "item", "before", "separator", "after");
        return new Personal(
                new Template(text(history, key, "item")),
                text(history, key, "before"),
                text(history, key, "separator"),
                text(history, key, "after"),
                new Template(text(node, "personal", "profile")),
                flag(node, "personal", "chat"));
    }

    /** A malformed template or one that names an undeclared field fails now, not at the first event. */
    private void tryTemplates(Task task) {
        Map<String, String> values = new HashMap<>();
        task.input().keySet().forEach(key -> values.put(key, key));
        tryTemplate("prompt", task.prompt(), values);
        tryTemplate("output", task.output(), Map.of(Task.OUTPUT, "x"));
        tryTemplate("personal.profile", task.personal().profile(), Map.of("profile", "x"));
        values.put(Task.OUTPUT, "x");
        tryTemplate("personal.history.item", task.personal().item(), values);
    }

    private void tryTemplate(String key, Template template, Map<String, String> values) {
        try {
            template.render(values);
        } catch (IllegalArgumentException e) {
            throw new TaskFileException(
                    file, key, e.getMessage() + "; use only the variables " + String.join(", ", values.keySet()));
        }
    }

    private void only(JsonNode node, String parent, String... keys) {
        if (!node.isObject()) {
            throw new TaskFileException(file, parent, "is not a mapping; give " + String.join(", ", keys));
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!List.of(keys).contains(name)) {
                throw new TaskFileException(
                        file, path(parent, name), "is unknown; remove it or use one of " + String.join(", ", keys));
            }
        }
    }

    private JsonNode required(JsonNode node, String parent, String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            throw new TaskFileException(file, path(parent, key), "is missing; add it");
        }
        return value;
    }

    private String text(JsonNode node, String parent, String key) {
        JsonNode value = required(node, parent, key);
        if (!value.isTextual()) {
            throw new TaskFileException(file, path(parent, key), "is not text; put it in quotes");
        }
        return value.textValue();
    }

    private int number(JsonNode node, String parent, String key, int otherwise) {
        JsonNode value = node.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw new TaskFileException(file, path(parent, key), "is not a whole number; write one");
        }
        return value.intValue();
    }

    private boolean flag(JsonNode node, String parent, String key) {
        JsonNode value = node.get(key);
        if (value != null && !value.isBoolean()) {
            throw new TaskFileException(file, path(parent, key), "is neither true nor false; write one of them");
        }
        return value != null && value.booleanValue();
    }

    private List<String> strings(JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : node) {
            if (!value.isTextual()) {
                throw new TaskFileException(file, key, value + " is not text; put it in quotes");
            }
            values.add(value.textValue());
        }
        if (values.isEmpty()) {
            throw new TaskFileException(file, key, "is not a list of texts; give at least one");
        }
        return values;
    }

    private static String path(String parent, String key) {
        return parent.isEmpty() ? key : parent + "." + key;
    }
}
