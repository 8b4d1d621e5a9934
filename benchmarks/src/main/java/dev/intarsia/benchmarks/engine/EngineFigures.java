package dev.intarsia.benchmarks.engine;

import static dev.intarsia.benchmarks.figure.Figure.least;
import static dev.intarsia.benchmarks.figure.Figure.most;
import static dev.intarsia.benchmarks.figure.Figure.plain;

import dev.intarsia.benchmarks.figure.Figure;
import java.util.List;

/** What {@code engine.json} says. */
final class EngineFigures {
    static final List<Figure> ALL = List.of(
            least("fused_vs_single", "Training 32 users fused against one at a time, one row a user and step", 4, ""),
            plain("fused_vs_single_10_rows", "… with the trainer's ten rows a user and step", ""),
            least("fused_vs_pytorch", "Training 32 users fused against a PyTorch loop over them, one row", 4, ""),
            plain("fused_vs_pytorch_10_rows", "… with ten rows", ""),
            most("single_step_vs_pytorch", "Time of one user's step over PyTorch's, one row", 1.1, ""),
            most("single_step_vs_pytorch_10_rows", "… with ten rows", 1.1, ""),
            least("decode_16_adapters_vs_base", "Decoding 16 texts with 16 adapters against the base model", 0.9, ""),
            plain("decode_1_adapter_vs_base", "… one text", ""),
            least("registered_2000_vs_5", "Serving with 2,000 registered adapters against 5", 0.94, ""),
            least("llamacpp_batch1_ratio", "Decoding one text with an adapter against llama.cpp without", 0.7, ""),
            least("llamacpp_batch16_ratio", "Decoding 16 texts with 16 adapters against llama.cpp without", 1, ""),
            plain("strict_price_training_1_row", "Time in MKL's strict mode over its usual one: training, one row", ""),
            plain("strict_price_training_10_rows", "… training, ten rows", ""),
            plain("strict_price_decoding_16", "… decoding 16 texts with 16 adapters", ""),
            plain("strict_price_decoding_1", "… decoding one text", ""),
            plain("rss_growth_training_mib", "Resident memory's growth over 5,000 training steps", "MiB"),
            plain("rss_growth_serving_mib", "Resident memory's growth over 2,000 requests", "MiB"),
            plain("smollm_training_tokens_per_second", "SmolLM-135M's shape: training 8 users", "tokens/s"),
            plain("smollm_decoding_tokens_per_second", "SmolLM-135M's shape: decoding 16 texts", "tokens/s"),
            plain("smollm_peak_rss_mib", "SmolLM-135M's shape: most memory", "MiB"));

    private EngineFigures() {}
}
