package dev.intarsia.assembler.config;

import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.config.ConsumerGroupSection;
import dev.intarsia.schemas.config.RegistrySection;
import dev.intarsia.schemas.config.ServiceSettings;
import dev.intarsia.service.http.ManagementSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The assembler's settings; {@code assembler-stream.yaml} says what each means and gives its default. Read by
 * {@link #SETTINGS}.
 */
public record AssemblerConfig(
        Kafka kafka,
        RegistrySection schemaRegistry,
        State state,
        Model model,
        Signatures signatures,
        Weights weights,
        Population population,
        Assignments assignments,
        Pool pool,
        Roster roster,
        Erasure erasure,
        ManagementSettings management) {
    /** Where they are read. */
    public static final ServiceSettings<AssemblerConfig> SETTINGS =
            ServiceSettings.of("assembler-stream", AssemblerConfig.class, ConfigLimits::checked);

    /** How the brokers are reached, and how the work is spread. */
    @ConfigMapping(prefix = "kafka")
    public interface Kafka extends ConsumerGroupSection {
        int threads();

        int standbyReplicas();

        Duration commitInterval();
    }

    /** Where state stores are kept on this machine. */
    @ConfigMapping(prefix = "state")
    public interface State {
        Path directory();

        long cache();

        long rocksdbMemory();
    }

    /** Whose signatures count. */
    @ConfigMapping(prefix = "model")
    public interface Model {
        Optional<String> fingerprint();
    }

    /** What a signature is, and how signatures add up. */
    @ConfigMapping(prefix = "signatures")
    public interface Signatures {
        GateKind kind();

        int sketch();

        @WithConverter(HalfLifeConverter.class)
        Duration halfLife();

        int window();

        int remember();
    }

    /** How scores become coefficients. */
    @ConfigMapping(prefix = "weights")
    public interface Weights {
        WeightsKind kind();

        Bayes bayes();

        Ridge ridge();

        Paper paper();

        RandomPieces random();
    }

    /** The posterior mean of the coefficients. */
    public interface Bayes {
        double correlation();

        double temper();

        double temperGrowth();

        int directions();

        int keepLargest();
    }

    /** Ridge regression of the signature on the gates. */
    public interface Ridge {
        double lambda();

        double rho();

        double n0();

        int keepLargest();
    }

    /** The weights of Per-Pcs. */
    public interface Paper {
        int k();
    }

    /** Pieces drawn at random. */
    public interface RandomPieces {
        int k();

        long seed();
    }

    /** Which events of all users show how much evidence one event is. */
    @ConfigMapping(prefix = "population")
    public interface Population {
        int users();

        int eventsPerUser();
    }

    /** When a user gets another assignment. */
    @ConfigMapping(prefix = "assignments")
    public interface Assignments {
        double margin();
    }

    /** When a changed pool is taken into use. */
    @ConfigMapping(prefix = "pool")
    public interface Pool {
        Duration settle();

        Duration settleAtMost();

        int rescore();
    }

    /** Who is elected to share. */
    @ConfigMapping(prefix = "roster")
    public interface Roster {
        int capacity();

        long minEvents();

        Duration settle();

        double growth();

        double challenge();

        double harm();

        long seed();
    }

    /** How a late record of an erased user is kept out. */
    @ConfigMapping(prefix = "erasure")
    public interface Erasure {
        Duration guard();
    }
}
