package dev.intarsia.benchmarks.assembler;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the report.
 *
 * @param name its key in {@code assembler.json}
 * @param goal what it is to reach; null where it only informs
 * @param most whether the goal is the most it may be, rather than the least
 */
record AssemblerFigure(String name, String says, @Nullable Double goal, boolean most, String unit) {
    static final List<AssemblerFigure> ALL = List.of(
            least("signatures_per_second_memory", "Signatures counted by one core in memory", 20_000, "a second"),
            plain("signatures_per_second_eos", "… by Kafka Streams with RocksDB and exactly-once", "a second"),
            plain("arithmetic_limit_ratio", "In memory, against the bare arithmetic on the same signatures", ""),
            plain("assignments_per_signature", "Assignments issued per signature", ""),
            plain("state_bytes_per_user", "State of a user", "bytes"),
            most(
                    "stale_users_after_pool_churn",
                    "Users who wait too long after a minute of a changing pool",
                    0,
                    "users"),
            plain("reassembly_seconds_100k_users", "100,000 users after one sharer's pieces changed", "s of one core"),
            most("pool_change_ms_10000_pieces", "10,000 pieces a module: one sharer's pieces change", 2_000, "ms"),
            plain("pool_first_build_ms_10000_pieces", "… the first build with the population's sample", "ms"),
            plain("pool_resample_ms_10000_pieces", "… another sample of the population", "ms"),
            least("storage_ratio_2000_users", "Storage of 2,000 adapters over pieces of 50 sharers", 38, ""),
            plain("storage_ratio_2000_users_bf16", "… with weights of 16 bits", ""),
            plain("storage_ratio_2000_users_with_moments", "… with the optimizer's moments in each adapter", ""),
            plain("storage_ratio_2000_users_with_sharers_adapters", "… with the sharers' own adapters besides", ""),
            plain("storage_break_even_users", "Pieces take less from so many users on", "users"),
            least("compute_ratio_2000_users", "Operations of 2,000 adapters over those with pieces", 7, ""));

    private static AssemblerFigure least(String name, String says, double goal, String unit) {
        return new AssemblerFigure(name, says, goal, false, unit);
    }

    private static AssemblerFigure most(String name, String says, double goal, String unit) {
        return new AssemblerFigure(name, says, goal, true, unit);
    }

    private static AssemblerFigure plain(String name, String says, String unit) {
        return new AssemblerFigure(name, says, null, false, unit);
    }

    String verdict(@Nullable Double value) {
        if (goal == null || value == null) {
            return "";
        }
        return (most ? value <= goal : value >= goal) ? "yes" : "**no**";
    }

    String value(@Nullable Double value) {
        return value == null ? "not measured" : (number(value) + " " + unit).strip();
    }

    String goalText() {
        return goal == null ? "" : (most ? "≤ " : "≥ ") + number(goal);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 && value % 1 != 0 ? "%.2f" : "%,.0f", value);
    }
}
