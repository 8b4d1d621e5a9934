package dev.intarsia.assembler.config;

import dev.intarsia.service.streams.RocksDBMemory;
import java.time.Duration;

/** What a value must be beyond its type; each message names the key. */
final class ConfigLimits {
    private ConfigLimits() {}

    static AssemblerConfig checked(AssemblerConfig config) {
        atLeast(1, config.kafka().partitions(), "kafka.partitions");
        atLeast(1, config.kafka().threads(), "kafka.threads");
        atLeast(0, config.kafka().standbyReplicas(), "kafka.standby-replicas");
        positive(config.kafka().commitInterval(), "kafka.commit-interval");
        atLeast(0, config.state().cache(), "state.cache");
        RocksDBMemory.requireEnough(config.state().rocksdbMemory());
        atLeast(1, config.signatures().sketch(), "signatures.sketch");
        atLeast(0, config.signatures().window(), "signatures.window");
        oneOf(config.signatures());
        atLeast(1, config.signatures().remember(), "signatures.remember");
        positive(config.pool().settle(), "pool.settle");
        atLeast(
                config.pool().settle().toMillis(),
                config.pool().settleAtMost().toMillis(),
                "pool.settle-at-most in ms");
        atLeast(1, config.pool().rescore(), "pool.rescore");
        atLeast(0, config.assignments().margin(), "assignments.margin");
        atLeast(1, config.roster().capacity(), "roster.capacity");
        atLeast(0, config.roster().minEvents(), "roster.min-events");
        positive(config.roster().settle(), "roster.settle");
        atLeast(1, config.roster().growth(), "roster.growth");
        atLeast(1, config.roster().challenge(), "roster.challenge");
        atLeast(0, config.roster().harm(), "roster.harm");
        config.management().bounds();
        AssemblerSettings.weights(config.weights());
        AssemblerSettings.sample(config.population());
        return config;
    }

    private static void atLeast(double least, double value, String key) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be at least " + least + ".");
        }
    }

    private static void oneOf(AssemblerConfig.Signatures signatures) {
        if (!signatures.halfLife().isZero() && signatures.window() > 0) {
            throw new IllegalArgumentException("signatures.half-life is " + signatures.halfLife()
                    + " and signatures.window is " + signatures.window() + "; set one of them to 0.");
        }
    }

    private static void positive(Duration value, String key) {
        if (value.isZero()) {
            throw new IllegalArgumentException(key + " is 0; write a longer time, as in 100ms.");
        }
    }
}
