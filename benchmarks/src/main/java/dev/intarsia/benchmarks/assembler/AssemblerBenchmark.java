package dev.intarsia.benchmarks.assembler;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.benchmarks.engine.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Benchmarks the assembler, and writes the results. */
public final class AssemblerBenchmark {
    private static final int SKETCH = 256;
    private static final long SEED = 1;
    private static final int USERS = 2_000;

    private AssemblerBenchmark() {}

    /**
     * Runs all measurements.
     *
     * @param out hears what is being measured, and the table at the end
     */
    public static void run(AssemblerBenchmarkOptions options, PrintStream out)
            throws IOException, InterruptedException {
        Files.createDirectories(options.output());
        Machine machine = Machine.here();
        AssemblerEffort effort = options.quick() ? AssemblerEffort.QUICK : AssemblerEffort.FULL;
        BenchmarkProgress progress = new BenchmarkProgress(out);
        SyntheticBehavior behavior = new SyntheticBehavior(SyntheticBehavior.layout(options.layers()), SKETCH, SEED);
        Map<String, @Nullable Double> results = new LinkedHashMap<>();
        Map<String, Object> details = new LinkedHashMap<>();

        CountingSpeed.Speed speed = new CountingSpeed(behavior, effort, progress).measure();
        results.put("signatures_per_second_memory", speed.counting().perSecond());
        results.put("arithmetic_limit_ratio", speed.counting().speedOver(speed.arithmetic()));
        results.put("assignments_per_signature", speed.assignmentsPerSignature());
        results.put("state_bytes_per_user", speed.stateBytes());
        details.put("counting", speed);
        if (options.cluster().isPresent()) {
            results.put(
                    "signatures_per_second_eos",
                    new TopologySpeed(
                                    behavior,
                                    effort,
                                    progress,
                                    options.cluster().get(),
                                    options.state())
                            .measure());
        } else {
            results.put("signatures_per_second_eos", null);
        }
        PoolMeasurements pools = new PoolMeasurements(behavior, effort, progress);
        PoolMeasurements.Churn churn = pools.churn();
        results.put("stale_users_after_pool_churn", churn.stale());
        details.put("churn", churn);
        PoolMeasurements.ManyUsers many = pools.manyUsers();
        results.put("reassembly_seconds_100k_users", many.seconds());
        details.put("reassembly", many);
        PoolMeasurements.LargePool large = pools.largePool();
        results.put("pool_change_ms_10000_pieces", large.changeMillis());
        results.put("pool_first_build_ms_10000_pieces", large.firstBuildMillis());
        results.put("pool_resample_ms_10000_pieces", large.resampleMillis());

        progress.show("storage for Llama 2 7B's shapes");
        StorageComparison.Unit unit = new StorageComparison().measure();
        results.put("storage_ratio_2000_users", unit.ratio(USERS));
        results.put("storage_ratio_2000_users_bf16", unit.halved().ratio(USERS));
        results.put("storage_ratio_2000_users_with_moments", unit.withMoments().ratio(USERS));
        results.put("storage_ratio_2000_users_with_sharers_adapters", unit.ratioWithSharersAdapters(USERS));
        results.put("storage_break_even_users", unit.breakEven());
        results.put("compute_ratio_2000_users", StorageComparison.computeRatio(USERS));
        details.put("storage", unit);
        out.print(AssemblerReport.write(options, effort, results, details, StorageCurve.of(unit), machine));
    }
}
