package dev.intarsia.benchmarks.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.benchmarks.load.WorkloadKind;
import dev.intarsia.benchmarks.worker.Worker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Training of 32 users: fused, one user at a time, and one user at a time in plain PyTorch. */
final class TrainingComparison {
    /** Both sides sum in different orders; their adapters' norms still agree this well in fp32, and less so in bf16. */
    private static final double AGREEMENT_FP32 = 0.01;

    private static final double AGREEMENT_BF16 = 0.1;

    private final EngineBenchmarkOptions options;
    private final Effort effort;
    private final Turns turns;

    TrainingComparison(EngineBenchmarkOptions options, Effort effort, Turns turns) {
        this.options = options;
        this.effort = effort;
        this.turns = turns;
    }

    void measure(Children children, Measured measured) throws IOException {
        Worker fused = children.engine("training, 32 users fused", WorkloadKind.TRAINING, 1, 0);
        Worker single = children.engine("training, one user at a time", WorkloadKind.TRAINING, 1, 0);
        measured.details.put("fingerprint", fused.description().get("fingerprint"));
        for (int rows : effort.rows()) {
            fused.perform("prepare", rows);
        }
        boolean peer = Children.pytorchInstalled(options.peer());
        Worker pytorch = peer ? children.pytorch() : null;
        if (pytorch == null) {
            measured.notes.put("pytorch", "no python3 with torch and numpy here, so nothing is compared with PyTorch");
        } else {
            measured.details.put("pytorch", pytorch.description().get("version"));
        }
        for (int rows : effort.rows()) {
            Map<String, Turns.Side> sides = new LinkedHashMap<>();
            sides.put("fused", new Turns.Side(fused, "fused", rows, "steps"));
            sides.put("single", new Turns.Side(single, "single", rows, "steps"));
            if (pytorch != null) {
                sides.put("pytorch", new Turns.Side(pytorch, "train", rows, "steps"));
                requireAgreement(fused, pytorch, rows, measured);
            }
            String name = "training, " + rows + (rows == 1 ? " row" : " rows") + " a user and step";
            Map<String, Times> times = turns.take(name, sides);
            measured.comparisons.put(name, times);
            put(measured, times, rows == effort.rows().get(0) ? "" : "_" + rows + "_rows");
        }
    }

    private static void put(Measured measured, Map<String, Times> times, String suffix) {
        Times fused = requireNonNull(times.get("fused"));
        Times single = requireNonNull(times.get("single"));
        Times pytorch = times.get("pytorch");
        measured.result("fused_vs_single" + suffix, fused.speedOver(single));
        measured.result("fused_vs_pytorch" + suffix, pytorch == null ? null : fused.speedOver(pytorch));
        measured.result("single_step_vs_pytorch" + suffix, pytorch == null ? null : pytorch.speedOver(single));
    }

    /** Only sides that learn the same are compared. */
    private void requireAgreement(Worker ours, Worker theirs, int rows, Measured measured) {
        JsonNode mine = ours.perform("fused", rows).get("norms");
        JsonNode other = theirs.perform("train", rows).get("norms");
        double largest = 0;
        for (int user = 0; user < mine.size(); user++) {
            double norm = other.get(user).asDouble();
            largest = Math.max(largest, Math.abs(mine.get(user).asDouble() - norm) / norm);
        }
        measured.details.put("training_norm_difference_" + rows + "_rows", largest);
        if (largest > (options.precision().equals("bf16") ? AGREEMENT_BF16 : AGREEMENT_FP32)) {
            throw new IllegalStateException("PyTorch and the engine train different adapters (norms differ by "
                    + largest + "), so their times mean nothing; look into " + options.peer() + ".");
        }
    }
}
