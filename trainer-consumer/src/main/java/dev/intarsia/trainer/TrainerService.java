package dev.intarsia.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.http.ManagementServer;
import dev.intarsia.service.state.StateLock;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.loop.TrainerRun;
import dev.intarsia.trainer.loop.TrainerWiring;
import dev.intarsia.trainer.observe.TrainerListener;
import dev.intarsia.trainer.observe.TrainerMetrics;
import dev.intarsia.trainer.state.StoreIdentity;
import dev.intarsia.trainer.state.TrainerStore;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * A trainer: takes {@code events} to {@code signatures}, {@code adapters} and {@code pieces}, each event exactly once.
 * Several share the partitions as one consumer group.
 */
public final class TrainerService implements AutoCloseable {
    private final AvroSerdes serdes;
    private final StateLock lock;
    private final TrainerStore store;
    private final TrainerRun run;
    private final ManagementServer management;
    private boolean closed;

    /**
     * Makes a trainer; nothing is connected until {@link #start}.
     *
     * @param model and {@code tokenizer} of the base model; left open
     * @param listener told of each committed batch
     * @throws IllegalArgumentException where settings do not go together
     */
    public TrainerService(TrainerConfig config, LanguageModel model, Tokenizer tokenizer, TrainerListener listener) {
        this(config, model, tokenizer, listener, KafkaClients.of(config));
    }

    /**
     * The same.
     *
     * @param clients whose producer's transactions hold what the trainer promises
     */
    public TrainerService(
            TrainerConfig config,
            LanguageModel model,
            Tokenizer tokenizer,
            TrainerListener listener,
            KafkaClients clients) {
        requireNonNull(clients);
        requireContext(config, model);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List.of(new JvmMemoryMetrics(), new ProcessorMetrics(), new UptimeMetrics())
                .forEach(binder -> binder.bindTo(meters));
        Tasks tasks = config.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        lock = StateLock.take(config.state().directory(), config.kafka().groupId());
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        model.requireRoom(config.model().maxTokens());
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, config.model().maxTokens());
        EventAdmission admission =
                new EventAdmission(serdes.reader(Topics.of(config.kafka()).events()), tasks, encoder);
        store = store(config, model, tasks, admission);
        run = new TrainerRun(new TrainerWiring(
                config,
                model,
                serdes,
                admission,
                config.reference(tasks, encoder),
                store,
                clients,
                new TrainerMetrics(meters),
                listener));
        management = new ManagementServer(
                config.management().bounds(),
                ManagementServer.Probes.of(() -> failure().isEmpty(), this::ready, meters::scrape));
    }

    /** Prompts with knowledge fill what they may take, which those of most tasks alone never do. */
    private static void requireContext(TrainerConfig config, LanguageModel model) {
        int most = config.model().maxTokens();
        int context = model.config().contextLength();
        if (!config.knowledge().choice().none() && most > context) {
            throw new IllegalArgumentException("model.max-tokens is " + most + ", but the base model's context is "
                    + context + " tokens, which prompts with knowledge fill; lower model.max-tokens.");
        }
    }

    private static TrainerStore store(
            TrainerConfig config, LanguageModel model, Tasks tasks, EventAdmission admission) {
        return new TrainerStore(
                config.state().directory().resolve(config.kafka().groupId()),
                StoreIdentity.of(
                        model.fingerprint(),
                        model.layout(),
                        config.history().window(),
                        tasks,
                        config.model().maxTokens()),
                admission,
                config.state().rocksdbMemory(),
                config.state().historyMemory());
    }

    /**
     * Begins to work, on a thread of its own.
     *
     * @throws IllegalArgumentException where the management port cannot be had
     */
    public void start() {
        management.start();
        run.start();
    }

    /** Where operators look. */
    public int managementPort() {
        return management.port();
    }

    /** Whether every partition this trainer has is being worked on. */
    public boolean ready() {
        return run.ready();
    }

    /** What ended the work, where {@link #close} was not called. */
    public Optional<Throwable> failure() {
        return run.failure();
    }

    /** Waits until the work has ended, by {@link #close} or by a failure. */
    public void await() throws InterruptedException {
        run.await();
    }

    /** Ends the work once the batch under way is committed; doing it again changes nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        run.close();
        management.close();
        serdes.close();
        store.close();
        lock.close();
    }
}
