package dev.intarsia.replay.paper;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.AdapterMethod;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Per-Pcs as published (arXiv 2406.10471): sharers from clusters of histories, activation gates, and assembly from the
 * lowest layer up in batches of the user's history, plain and with retrieved history in the prompt. Questions are put
 * plainly, as to every adapter.
 */
public final class PaperFamily implements MethodGroup {
    private static final String NAME = "per-pcs-paper";

    private final PaperSettings settings;

    public PaperFamily(PaperSettings settings) {
        this.settings = requireNonNull(settings);
    }

    @Override
    public List<MethodFactory> offers(MethodContext workplace) {
        return List.of(new MethodFactory(NAME, true, () -> open(workplace)));
    }

    @Override
    public Set<String> names() {
        return Set.of(NAME);
    }

    /** Loads the base model once more, for adapters with an A of their own. */
    private Method open(MethodContext workplace) {
        try {
            ReplayModel model = workplace.model().reshaped(settings::shape);
            FlopMeter meter = new FlopMeter();
            return AdapterMethod.plain(NAME, model, meter, new PaperSource(model, settings, workplace.files(), meter));
        } catch (IOException e) {
            throw new UncheckedIOException("The base model cannot be loaded a second time.", e);
        }
    }
}
