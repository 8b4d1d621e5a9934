package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.pieces.module.Projection;
import java.util.Set;

/**
 * The paper's numbers. Ours differ in the learning rates, since the paper's 2e-5 suits a model of seven thousand million
 * weights, and with them in half the steps for gates; and a target's pieces are chosen by the latest 64 events, not 2,000.
 *
 * @param rank of a sharer's adapter, which has an A of its own; alpha is the same
 * @param projections it touches
 * @param sharers clusters of users, and so sharers at most
 * @param minItems a sharer has more events than this
 * @param embedded how many of a candidate's latest events its place among the clusters is taken from
 * @param steps optimizer steps of a sharer's adapter
 * @param gateSteps optimizer steps of a sharer's gates
 * @param batch examples in a step
 * @param rate learning rate of adapters
 * @param gateRate learning rate of gates
 * @param weightDecay of both
 * @param kept pieces at a module
 * @param together history items that are assembled from together; the result is the mean over such batches
 * @param recent how many of a sharer's latest events count
 * @param assembledFrom how many of a target user's latest events count: a whole number of batches
 */
public record PaperSettings(
        int rank,
        Set<Projection> projections,
        int sharers,
        int minItems,
        int embedded,
        int steps,
        int gateSteps,
        int batch,
        double rate,
        double gateRate,
        double weightDecay,
        int kept,
        int together,
        int recent,
        int assembledFrom) {
    public PaperSettings {
        projections = Set.copyOf(projections);
    }

    /** How the base model is loaded for these adapters. */
    EngineOptions shape(EngineOptions options) {
        return options.withForm(AdapterCodec.OWN_A).withRank(rank, rank).withProjections(projections);
    }

    /** As published, but for what this record's description names. */
    public static PaperSettings published() {
        return new PaperSettings(
                8,
                Set.of(Projection.Q, Projection.K, Projection.V, Projection.O),
                50,
                10,
                100,
                100,
                100,
                6,
                3e-3,
                3e-3,
                0.01,
                3,
                16,
                2000,
                64);
    }
}
