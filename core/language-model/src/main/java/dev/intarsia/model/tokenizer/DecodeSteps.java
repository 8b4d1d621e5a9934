package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The steps by which a {@code tokenizer.json} says that tokens become text. */
final class DecodeSteps {
    private final List<DecodeStep> steps = new ArrayList<>();
    private boolean fused;

    private DecodeSteps() {}

    /**
     * Fresh steps for one text.
     *
     * @param decoder checked by {@link TokenizerRules}
     */
    static List<DecodeStep> of(JsonNode decoder) {
        DecodeSteps all = new DecodeSteps();
        if (decoder.isMissingNode() || decoder.isNull()) {
            all.steps.add(new SpaceBetweenStep());
        } else {
            all.add(decoder);
        }
        return all.steps;
    }

    /** Whether tokens are spelled in the alphabet of bytes. */
    static boolean byteLevel(JsonNode decoder) {
        List<DecodeStep> steps = of(decoder);
        return !steps.isEmpty() && steps.get(0) instanceof ByteLevelStep;
    }

    private void add(JsonNode part) {
        switch (part.path("type").asText()) {
            case "Sequence" -> part.path("decoders").forEach(this::add);
            case "Fuse" -> fused = true;
            case "ByteLevel" -> {
                steps.add(new ByteLevelStep());
                fused = true;
            }
            case "ByteFallback" -> steps.add(new ByteFallbackStep());
            case "Replace" ->
                steps.add(new ReplaceStep(
                        part.path("pattern").path("String").asText(),
                        part.path("content").asText(),
                        fused));
            case "Strip" ->
                steps.add(new StripStep(
                        part.path("content").asText(" ").codePointAt(0),
                        part.path("start").asInt(),
                        part.path("stop").asInt(),
                        fused));
            case "Metaspace" ->
                steps.add(new MetaspaceStep(part.path("replacement").asText("\u2581"), prefixed(part), fused));
            default -> throw new IllegalArgumentException("There is no decoder " + part + ".");
        }
    }

    /** Older files say by {@code add_prefix_space} what newer ones say by {@code prepend_scheme}. */
    static boolean prefixed(JsonNode metaspace) {
        return metaspace.path("add_prefix_space").asBoolean(true)
                && !metaspace.path("prepend_scheme").asText("always").equals("never");
    }
}
