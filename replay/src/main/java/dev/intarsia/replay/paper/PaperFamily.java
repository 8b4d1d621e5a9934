package dev.intarsia.replay.paper;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.method.Family;
import dev.intarsia.replay.method.Offer;
import dev.intarsia.replay.method.Workplace;
import java.util.List;

/** Per-Pcs as published. */
public final class PaperFamily implements Family {
    private final PaperSettings settings;

    public PaperFamily(PaperSettings settings) {
        this.settings = requireNonNull(settings);
    }

    @Override
    public List<Offer> offers(Workplace workplace) {
        return List.of(
                new Offer("per-pcs-paper", () -> PaperMethod.open(workplace.model(), settings, workplace.files())));
    }
}
