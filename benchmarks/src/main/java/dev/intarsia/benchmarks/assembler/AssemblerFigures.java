package dev.intarsia.benchmarks.assembler;

import static dev.intarsia.benchmarks.figure.Figure.least;
import static dev.intarsia.benchmarks.figure.Figure.most;
import static dev.intarsia.benchmarks.figure.Figure.plain;

import dev.intarsia.benchmarks.figure.Figure;
import java.util.List;

/** What {@code assembler.json} says. */
final class AssemblerFigures {
    static final List<Figure> ALL = List.of(
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

    private AssemblerFigures() {}
}
