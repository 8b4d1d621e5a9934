package dev.intarsia.model.gate;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.SignaturePass;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes gradient signatures: at each module {@code q = -d loss / d B} at B = 0, sketched. One forward and one backward
 * pass of the frozen base for a whole batch. Safe to use from several threads.
 */
public final class SignatureExtractor implements SignatureSource {
    private final List<ModuleId> modules;
    private final SignaturePass pass;

    /** @param sketchSize how many numbers a signature has per module */
    public SignatureExtractor(LanguageModel model, int sketchSize) {
        this.modules =
                model.layout().modules().stream().map(module -> module.id()).toList();
        this.pass = new SignaturePass(model, sketchSize);
    }

    @Override
    public List<Signature> of(List<Example> examples) {
        SignaturePass.Result result = pass.of(examples);
        List<Signature> signatures = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            signatures.add(new Signature(result.losses()[i], split(result.sketches()[i])));
        }
        return signatures;
    }

    private Map<ModuleId, float[]> split(float[] flat) {
        Map<ModuleId, float[]> sketches = new LinkedHashMap<>();
        for (int i = 0; i < modules.size(); i++) {
            sketches.put(modules.get(i), Arrays.copyOfRange(flat, i * pass.size(), (i + 1) * pass.size()));
        }
        return sketches;
    }

    @Override
    public void close() {
        pass.close();
    }
}
