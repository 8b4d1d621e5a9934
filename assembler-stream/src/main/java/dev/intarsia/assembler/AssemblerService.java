package dev.intarsia.assembler;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.pool.Preparation;
import dev.intarsia.assembler.run.SignaturesReadAgain;
import dev.intarsia.assembler.run.SupervisedStreams;
import dev.intarsia.assembler.topology.AssemblerTopology;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.service.http.ManagementServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The assembler as one object. Building it connects to nothing; once started it runs until closed, whatever becomes of
 * the broker and the registry.
 */
public final class AssemblerService implements AutoCloseable {
    private final AvroSerdes serdes;
    private final SupervisedStreams streams;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ManagementServer management;
    private final ExecutorService preparing = Executors.newSingleThreadExecutor(AssemblerService::preparingThread);

    public AssemblerService(AssemblerConfig config) {
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        AssemblerMetrics metrics = new AssemblerMetrics(meters);
        SignaturesReadAgain past = new SignaturesReadAgain(
                config.kafka(), serdes.reader(AssemblerTopology.topics(config).signatures()));
        streams = new SupervisedStreams(
                config,
                () -> AssemblerTopology.build(config, serdes, past, metrics, Preparation.on(preparing)),
                meters);
        management = new ManagementServer(
                config.management().bounds(), ManagementServer.Probes.of(() -> true, this::isReady, meters::scrape));
    }

    private static Thread preparingThread(Runnable work) {
        Thread thread = new Thread(work, "assembler-pool");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts and returns at once; {@link #isReady()} tells when users are being worked on.
     *
     * @throws dev.intarsia.service.state.StateInUseException where another process has the state directory
     * @throws IllegalArgumentException where the management port cannot be had
     */
    public void start() {
        management.start();
        streams.start();
    }

    /** Whether users are being worked on: not while starting, moving users between assemblers, or in an outage. */
    public boolean isReady() {
        return streams.isRunning();
    }

    /** How far a user of this assembler's partitions was followed; empty while that cannot be told. */
    public Optional<UserProgress> progress(String user) {
        return streams.user(user)
                .map(state -> new UserProgress(state.events(), state.issued().version()));
    }

    /** The assembler's meters. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    /** Where operators look. */
    public int managementPort() {
        return management.port();
    }

    /** Commits what was worked on and leaves the group; the state stores stay. */
    @Override
    public void close() {
        streams.close();
        preparing.shutdown();
        management.close();
        serdes.close();
    }
}
