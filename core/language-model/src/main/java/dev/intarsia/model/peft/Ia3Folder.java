package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Sentence;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** (IA)³: a vector {@code ia3_l} at every k, v and down, which is what PEFT chooses in these families. */
final class Ia3Folder extends BlockFolder {
    private static final List<String> TARGETS = List.of("k_proj", "v_proj", "down_proj");
    private static final List<String> FEED_FORWARD = List.of("down_proj");

    @Override
    AdapterLayout layout(Path file, ObjectNode settings, ModelConfig config) throws IOException {
        PeftKnownSettings.require(file, settings, PeftKnownSettings.IA3);
        require(file, settings, "target_modules", TARGETS);
        require(file, settings, "feedforward_modules", FEED_FORWARD);
        return AdapterLayout.of(config, AdapterCodec.IA3, 1, 1, Set.of());
    }

    private static void require(Path file, ObjectNode settings, String name, List<String> only) throws IOException {
        JsonNode given = settings.path(name);
        boolean usual = given.isMissingNode()
                || given.isNull()
                || (given.isArray()
                        && given.valueStream()
                                .map(JsonNode::asText)
                                .collect(Collectors.toSet())
                                .equals(Set.copyOf(only)));
        if (!usual) {
            throw new UnsupportedModelException(
                    file, name + " is " + Sentence.brief(given) + ", and for IA3 only " + only + " is supported.");
        }
    }

    @Override
    String tensor(ModuleShape module) {
        return PeftModules.PREFIX + PeftModules.name(module.id()) + ".ia3_l";
    }

    @Override
    List<Integer> shape(AdapterLayout layout, ModuleShape module) {
        int size = layout.size(module);
        return module.id().projection() == Projection.DOWN ? List.of(1, size) : List.of(size, 1);
    }

    @Override
    float[] start(AdapterLayout layout, ModuleShape module, BaseModel base) {
        float[] ones = new float[layout.size(module)];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    void describe(ObjectNode settings, AdapterLayout layout, ModelConfig config) {
        TARGETS.forEach(settings.putArray("target_modules")::add);
        FEED_FORWARD.forEach(settings.putArray("feedforward_modules")::add);
        settings.put("fan_in_fan_out", false).put("init_ia3_weights", true);
    }
}
