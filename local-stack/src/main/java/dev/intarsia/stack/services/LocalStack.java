package dev.intarsia.stack.services;

import dev.intarsia.assembler.AssemblerService;
import dev.intarsia.assembler.UserProgress;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.gateway.GatewayService;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.ingest.IngestService;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.ClusterSettings;
import dev.intarsia.stack.cluster.LocalCluster;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.stack.settings.GateKinds;
import dev.intarsia.stack.settings.KnowledgeSettings;
import dev.intarsia.stack.settings.TuningMethods;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.observe.TrainerListener;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Everything on one machine: broker, registry and the four services, which know each other only through topics. Trainer
 * and gateway share one copy of the frozen model. What the stack holds survives its end, also a sudden one.
 */
public final class LocalStack implements AutoCloseable {
    private static final long READY_NANOS = 120_000_000_000L;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final LocalCluster cluster;
    private final IngestService ingest;
    private final AssemblerService assembler;
    private final GatewayService gateway;
    private final LanguageModel model;
    private final TrainerConfig training;
    private final Optional<String> warning;
    private final Map<String, URI> managementUrls;
    private final Map<String, BooleanSupplier> readiness;

    private LocalStack(
            LocalCluster cluster,
            IngestService ingest,
            AssemblerService assembler,
            GatewayService gateway,
            LanguageModel model,
            TrainerConfig training,
            Optional<String> warning,
            Map<String, URI> managementUrls,
            Map<String, BooleanSupplier> readiness) {
        this.cluster = cluster;
        this.ingest = ingest;
        this.assembler = assembler;
        this.gateway = gateway;
        this.model = model;
        this.training = training;
        this.warning = warning;
        this.managementUrls = managementUrls;
        this.readiness = readiness;
    }

    /**
     * Starts all of it and returns when every service is ready. Where one cannot start, the others are stopped again.
     *
     * @param progress told what is starting
     * @throws IOException where the base model cannot be read
     */
    public static LocalStack start(StackSettings settings, Consumer<String> progress) throws IOException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, progress, parts);
        } catch (IOException | RuntimeException e) {
            try {
                close(parts);
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static LocalStack start(StackSettings settings, Consumer<String> progress, Deque<AutoCloseable> parts)
            throws IOException {
        progress.accept("broker and registry");
        StackSettings.Ports ports = settings.ports();
        LocalCluster cluster = opened(
                parts,
                LocalCluster.start(ClusterSettings.in(
                        settings.dataDirectory(),
                        ports.broker(),
                        ports.controller(),
                        ports.registry(),
                        Topics.of("", settings.partitions()))));
        Wiring wiring = new Wiring(settings, cluster.bootstrapServers(), cluster.registryUrl());

        progress.accept("base model");
        TrainerConfig training = TrainerConfig.SETTINGS.with(wiring.of(Service.TRAINER_CONSUMER));
        AssemblerConfig assembling = AssemblerConfig.SETTINGS.with(wiring.of(Service.ASSEMBLER_STREAM));
        GateKinds.requireOne(training, assembling);
        GatewayConfig serving = GatewayConfig.SETTINGS.with(wiring.of(Service.INFERENCE_GATEWAY));
        TuningMethods.requireOne(training, serving);
        LanguageModel model = opened(parts, LanguageModel.load(settings.model(), EngineOptions.of(training.model())));

        progress.accept("services");
        IngestService ingest = opened(parts, new IngestService(IngestConfig.SETTINGS.with(wiring.of(Service.INGEST))));
        AssemblerService assembler = opened(parts, new AssemblerService(assembling));
        TrainerService trainer =
                opened(parts, new TrainerService(training, model, model.tokenizer(), TrainerListener.none()));
        GatewayService gateway = opened(parts, new GatewayService(serving, model, model.tokenizer()));
        ingest.start();
        assembler.start();
        trainer.start();
        gateway.start();
        Map<String, BooleanSupplier> readiness = new LinkedHashMap<>();
        readiness.put("trainer-consumer", trainer::ready);
        readiness.put("assembler-stream", assembler::isReady);
        readiness.put("inference-gateway", gateway::ready);
        readiness.forEach(LocalStack::await);

        Map<String, URI> management = new LinkedHashMap<>();
        management.put("ingest", url(ingest.managementPort()));
        management.put("trainer-consumer", url(trainer.managementPort()));
        management.put("assembler-stream", url(assembler.managementPort()));
        management.put("inference-gateway", url(gateway.managementPort()));

        LocalStack stack = new LocalStack(
                cluster,
                ingest,
                assembler,
                gateway,
                model,
                training,
                KnowledgeSettings.warning(training, serving),
                management,
                readiness);
        stack.running.addAll(parts);
        return stack;
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static void await(String service, BooleanSupplier ready) {
        long giveUp = System.nanoTime() + READY_NANOS;
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(service + " is not ready after two minutes; the log says why.");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while " + service + " was starting.", e);
            }
        }
    }

    private static URI url(int port) {
        return URI.create("http://" + Port.HOST + ":" + port);
    }

    /** Root of ingest's HTTP API. */
    public URI ingestUrl() {
        return url(ingest.port());
    }

    /** Root of the gateway's HTTP API. */
    public URI gatewayUrl() {
        return url(gateway.port());
    }

    /** Where operators look at each service, by its name. */
    public Map<String, URI> managementUrls() {
        return managementUrls;
    }

    /** The one copy of the frozen model that trainer and gateway share; closed with the stack. */
    public LanguageModel model() {
        return model;
    }

    /** How far the assembler has followed a user; empty while that cannot be told. */
    public Optional<UserProgress> assembled(String user) {
        return assembler.progress(user);
    }

    /** How the trainer was set. */
    public TrainerConfig training() {
        return training;
    }

    /** What is unusual in the settings of the services; empty for nothing. */
    public Optional<String> warning() {
        return warning;
    }

    /** The services that are not ready now, as after a failure from which they recover; none where all work. */
    public List<String> notReady() {
        return readiness.entrySet().stream()
                .filter(service -> !service.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The broker and the registry. */
    public LocalCluster cluster() {
        return cluster;
    }

    /** Stops everything, the last started first; one part's failure does not keep the others from stopping. */
    @Override
    public void close() {
        close(running);
    }

    private static void close(Deque<AutoCloseable> parts) {
        IllegalStateException failed = null;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                IllegalStateException failure = new IllegalStateException(
                        part.getClass().getSimpleName() + " did not stop cleanly: " + e.getMessage(), e);
                if (failed == null) {
                    failed = failure;
                } else {
                    failed.addSuppressed(failure);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
