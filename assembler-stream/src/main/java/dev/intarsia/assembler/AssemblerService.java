package dev.intarsia.assembler;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.observe.Endpoint;
import dev.intarsia.assembler.run.SignaturesReadAgain;
import dev.intarsia.assembler.run.SupervisedStreams;
import dev.intarsia.assembler.topology.AssemblerTopology;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The assembler as one object. Building it connects to nothing; once started it runs until closed, whatever becomes of
 * the broker and the registry.
 */
public final class AssemblerService implements AutoCloseable {
    private final AvroSerdes serdes;
    private final SupervisedStreams streams;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Optional<Endpoint> endpoint;

    /** @throws java.io.UncheckedIOException when the configured port cannot be had */
    public AssemblerService(AssemblerConfig config) {
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        AssemblerMetrics metrics = new AssemblerMetrics(meters);
        SignaturesReadAgain past = new SignaturesReadAgain(
                config.kafka(), serdes.reader(AssemblerTopology.topics(config).signatures()));
        streams = new SupervisedStreams(config, () -> AssemblerTopology.build(config, serdes, past, metrics), meters);
        int port = config.metrics().port();
        endpoint = port < 0 ? Optional.empty() : Optional.of(new Endpoint(port, meters, this::isReady));
    }

    /**
     * Starts and returns at once; {@link #isReady()} tells when users are being worked on.
     *
     * @throws dev.intarsia.service.state.StateInUseException where another process has the state directory
     */
    public void start() {
        streams.start();
        endpoint.ifPresent(Endpoint::start);
    }

    /** Whether users are being worked on: not while starting, moving users between assemblers, or in an outage. */
    public boolean isReady() {
        return streams.isRunning();
    }

    /** The assembler's meters. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    /** The port of metrics and health, also where the settings left the choice open; none where they said none. */
    public OptionalInt metricsPort() {
        return endpoint.map(open -> OptionalInt.of(open.port())).orElseGet(OptionalInt::empty);
    }

    /** Commits what was worked on and leaves the group; standing signatures stay. */
    @Override
    public void close() {
        streams.close();
        endpoint.ifPresent(Endpoint::close);
        serdes.close();
    }
}
