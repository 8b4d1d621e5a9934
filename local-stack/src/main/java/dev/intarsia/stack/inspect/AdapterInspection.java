package dev.intarsia.stack.inspect;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.model.peft.PeftSettings;
import dev.intarsia.stack.inspect.Inspection.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at an adapter folder as PEFT writes it. */
public final class AdapterInspection {
    private AdapterInspection() {}

    /**
     * Reads the settings, and the weights where the base model is given.
     *
     * @param checkpoint directory of the base model; null to look at the folder alone
     * @throws IOException when the adapter could not be used, saying why
     */
    public static Inspection of(Path folder, @Nullable Path checkpoint) throws IOException {
        if (PeftFolder.method(folder) != TuningMethod.LORA) {
            return ofOthers(folder, checkpoint);
        }
        PeftFolder opened = PeftFolder.open(folder);
        PeftSettings settings = opened.settings();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "adapter",
                "LoRA of rank " + settings.rank() + ", alpha " + settings.alpha()
                        + (settings.differing() ? ", others in some modules" : "")));
        facts.add(
                new Fact("targets", settings.targets() == null ? "a pattern" : String.join(", ", settings.targets())));
        facts.add(new Fact("layers", settings.layers() == null ? "all" : "" + settings.layers()));
        facts.add(new Fact("stored", Inspection.bytes(opened.dataSize())));
        facts.add(new Fact("base model", settings.baseModelName().isEmpty() ? "not named" : settings.baseModelName()));
        opened.baseModel().ifPresent(print -> facts.add(new Fact("fingerprint", print)));
        if (checkpoint == null) {
            return new Inspection(facts, List.of());
        }
        BaseModel base = BaseModel.of(checkpoint);
        Adapter adapter = PeftFolder.read(folder, base);
        AdapterLayout layout = adapter.layout();
        facts.add(new Fact(
                "fits",
                checkpoint + ": " + layout.modules().size() + " modules, " + Inspection.count(layout.size())
                        + " numbers"));
        facts.add(new Fact(
                "A", adapter.withSharedA(base.fingerprint()).isPresent() ? "the one all share" : "the adapter's own"));
        return new Inspection(facts, opened.warnings(base.config()));
    }

    /** (IA)³ and prompts: what there is to say follows from the base model. */
    private static Inspection ofOthers(Path folder, @Nullable Path checkpoint) throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("adapter", PeftFolder.method(folder) == TuningMethod.IA3 ? "(IA)³" : "prompt"));
        if (checkpoint != null) {
            AdapterLayout layout =
                    PeftFolder.read(folder, BaseModel.of(checkpoint)).layout();
            facts.add(new Fact(
                    "fits",
                    checkpoint + ": "
                            + (layout.virtualTokens() > 0
                                    ? layout.virtualTokens() + " virtual tokens, "
                                    : layout.modules().size() + " modules, ")
                            + Inspection.count(layout.size()) + " numbers"));
        }
        return new Inspection(facts, List.of());
    }
}
