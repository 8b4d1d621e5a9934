package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.pieces.module.Projection;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a base model is loaded.
 *
 * @param form what adapters are; all adapters of a loaded model are of one form
 * @param rank LoRA rank of every adapter, or how many virtual tokens a prompt has; (IA)³ has none
 * @param alpha LoRA alpha; the product B A is scaled by {@code alpha / rank}
 * @param projections which projections of every layer LoRA touches
 * @param batchTokens how many padded tokens go through the model in one pass; larger batches are cut
 * @param measurements directory where a precision is kept that was chosen by measuring; null to measure at each load
 */
public record EngineOptions(
        ComputeDevice device,
        Precision precision,
        AdapterCodec form,
        int rank,
        double alpha,
        Set<Projection> projections,
        int batchTokens,
        @Nullable Path measurements) {
    /** A token and one that follows it. */
    private static final int SHORTEST_TEXT = 2;

    public EngineOptions {
        projections = Set.copyOf(projections);
        if (batchTokens < 1) {
            throw new IllegalArgumentException("batchTokens must be at least 1, not " + batchTokens + ".");
        }
    }

    /** A shared A, rank 16, alpha 16, q and v, fp32 on the processor: the same numbers on every machine. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                ComputeDevice.CPU,
                Precision.FP32,
                AdapterCodec.SHARED_A,
                16,
                16,
                Set.of(Projection.Q, Projection.V),
                2048,
                null);
    }

    /** What a program's settings say. */
    public static EngineOptions of(ModelSettings settings) {
        if (settings.projections().contains(Projection.PROMPT)) {
            throw new IllegalArgumentException("model.projections names 'prompt', which is no linear map; name some of "
                    + Projection.linear() + ", or set model.adapter to prompt.");
        }
        boolean prompt = settings.adapter() == TuningMethod.PROMPT;
        return defaults()
                .withForm(settings.adapter().codec())
                .withDevice(settings.device())
                .withPrecision(settings.precision())
                .withRank(prompt ? settings.virtualTokens() : settings.rank(), settings.alpha())
                .withProjections(settings.projections())
                .withBatchTokens(settings.batchTokens())
                .withMeasurements(settings.measurements().orElse(null));
    }

    /**
     * The layout of adapters of these options for a base model.
     *
     * @throws IllegalArgumentException where there can be none, such as a prompt that leaves no room in the context
     */
    public AdapterLayout layout(ModelConfig config) {
        if (form == AdapterCodec.PROMPT && rank > config.contextLength() - SHORTEST_TEXT) {
            throw new IllegalArgumentException(
                    "A prompt of " + rank + " virtual tokens leaves no room in the model's context of "
                            + config.contextLength() + " tokens; give fewer.");
        }
        return AdapterLayout.of(config, form, rank, alpha, projections);
    }

    public EngineOptions withDevice(ComputeDevice other) {
        return new EngineOptions(other, precision, form, rank, alpha, projections, batchTokens, measurements);
    }

    public EngineOptions withPrecision(Precision other) {
        return new EngineOptions(device, other, form, rank, alpha, projections, batchTokens, measurements);
    }

    public EngineOptions withForm(AdapterCodec other) {
        return new EngineOptions(device, precision, other, rank, alpha, projections, batchTokens, measurements);
    }

    /** For adapters laid out like this one, and any that fit into it. */
    public EngineOptions withLayout(AdapterLayout layout) {
        Set<Projection> touched = layout.modules().stream()
                .map(module -> module.id().projection())
                .collect(Collectors.toSet());
        return withForm(layout.form()).withRank(layout.rank(), layout.alpha()).withProjections(touched);
    }

    public EngineOptions withRank(int otherRank, double otherAlpha) {
        return new EngineOptions(
                device, precision, form, otherRank, otherAlpha, projections, batchTokens, measurements);
    }

    public EngineOptions withProjections(Set<Projection> others) {
        return new EngineOptions(device, precision, form, rank, alpha, others, batchTokens, measurements);
    }

    public EngineOptions withBatchTokens(int tokens) {
        return new EngineOptions(device, precision, form, rank, alpha, projections, tokens, measurements);
    }

    public EngineOptions withMeasurements(@Nullable Path directory) {
        return new EngineOptions(device, precision, form, rank, alpha, projections, batchTokens, directory);
    }
}
