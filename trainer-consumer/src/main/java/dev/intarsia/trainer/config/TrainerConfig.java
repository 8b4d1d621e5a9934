package dev.intarsia.trainer.config;

import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.engine.ModelSettings;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.schemas.config.ConsumerGroupSection;
import dev.intarsia.schemas.config.RegistrySection;
import dev.intarsia.schemas.config.ServiceSettings;
import dev.intarsia.schemas.config.TasksSection;
import dev.intarsia.service.http.ManagementSettings;
import dev.intarsia.service.streams.RocksDBMemory;
import dev.intarsia.tasks.Tasks;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The trainer's settings; {@code trainer-consumer.yaml} says what each means and gives its default. Read by
 * {@link #SETTINGS}.
 */
public record TrainerConfig(
        Kafka kafka,
        RegistrySection schemaRegistry,
        Model model,
        TasksSection tasks,
        Batch batch,
        State state,
        Erasure erasure,
        Adapters adapters,
        Residual residual,
        History history,
        KnowledgeSection knowledge,
        Update update,
        Drift drift,
        Training training,
        Guard guard,
        Bounds bounds,
        Overload overload,
        Signatures signatures,
        Gates gates,
        Pieces pieces,
        ManagementSettings management) {
    /** Where they are read. */
    public static final ServiceSettings<TrainerConfig> SETTINGS =
            ServiceSettings.of("trainer-consumer", TrainerConfig.class, TrainerConfig::checked);

    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);

    /**
     * How adapters are trained.
     *
     * @throws IllegalArgumentException where the settings do not go together, naming the keys
     */
    public Recipe recipe() {
        return RecipeSettings.recipe(this);
    }

    /**
     * How residuals are trained, and who gets one; empty where nobody does.
     *
     * @throws IllegalArgumentException where the settings do not go together, naming the keys
     */
    public Optional<ResidualRule> residuals() {
        if (adapters.kind() == AdapterMode.OWN) {
            return Optional.empty();
        }
        if (residual.every() > history.window()) {
            throw new IllegalArgumentException("history.window must be at least residual.every, which is "
                    + residual.every() + ", not " + history.window() + ".");
        }
        if (guard.holdout() >= residual.every()) {
            throw new IllegalArgumentException("guard.holdout must be below residual.every, which is "
                    + residual.every() + ", not " + guard.holdout() + ".");
        }
        return Optional.of(residualRule());
    }

    /** The same whether or not anybody gets one. */
    public ResidualRule residualRule() {
        return new ResidualRule(
                residual.every(),
                residual.steps(),
                residual.rows(),
                residual.learningRate(),
                residual.fromEvents(),
                residual.ownFromEvents().orElse(ResidualRule.NEVER));
    }

    /**
     * The reference set that an update must not unlearn; empty where the settings name none.
     *
     * @throws IllegalArgumentException where it cannot be used, naming the line
     */
    public ReferenceSet reference(Tasks tasks, ExampleEncoder encoder) {
        return guard.reference()
                .map(file -> new ReferenceSet(ReferenceFile.read(file, tasks, encoder), guard.referenceMargin()))
                .orElseGet(ReferenceSet::none);
    }

    private static TrainerConfig checked(TrainerConfig config) {
        config.management().bounds();
        RocksDBMemory.requireEnough(config.state().rocksdbMemory());
        config.pieces().republishing();
        config.recipe();
        config.residualRule();
        config.residuals();
        if (config.overload().noRehearsal() < 0 || config.overload().fewerUpdates() < 0) {
            throw new IllegalArgumentException("overload.no-rehearsal and overload.fewer-updates must be from 0, not "
                    + config.overload().noRehearsal() + " and "
                    + config.overload().fewerUpdates() + ".");
        }
        if (config.model().adapter() != TuningMethod.LORA && config.adapters().audience() == Audience.ROSTER) {
            throw new IllegalArgumentException(
                    "adapters.for is roster, which trains sharers alone for their pieces, but"
                            + " pieces are parts of LoRAs and model.adapter is "
                            + config.model().adapter().text()
                            + "; set adapters.for to everyone, or model.adapter to lora.");
        }
        Duration every = config.erasure().sweepEvery();
        if (every.compareTo(SHORTEST_SWEEP) < 0) {
            throw new IllegalArgumentException("erasure.sweep-every is " + every + "; give at least 1s.");
        }
        return config;
    }

    /** How the brokers are reached. */
    @ConfigMapping(prefix = "kafka")
    public interface Kafka extends ConsumerGroupSection {
        Optional<String> instance();

        Duration transactionTimeout();

        Duration maxPollInterval();
    }

    /** The base model and the shape of its adapters. */
    @ConfigMapping(prefix = "model")
    public interface Model extends ModelSettings {}

    /** What is worked on and committed together. */
    @ConfigMapping(prefix = "batch")
    public interface Batch {
        int maxEvents();

        Duration linger();
    }

    /** The local store of histories and adapters. */
    @ConfigMapping(prefix = "state")
    public interface State {
        Path directory();

        long rocksdbMemory();

        long historyMemory();

        Duration standbyEvery();
    }

    /** How erased users' events leave the log. */
    @ConfigMapping(prefix = "erasure")
    public interface Erasure {
        Duration sweepEvery();
    }

    /** Who gets an adapter, and of which kind. */
    @ConfigMapping(prefix = "adapters")
    public interface Adapters {
        @WithName("for")
        Audience audience();

        AdapterMode kind();
    }

    /** Who gets a residual, and how it is trained. */
    @ConfigMapping(prefix = "residual")
    public interface Residual {
        long fromEvents();

        OptionalLong ownFromEvents();

        int every();

        int steps();

        int rows();

        double learningRate();
    }

    /** What is remembered of a user. */
    @ConfigMapping(prefix = "history")
    public interface History {
        int window();
    }

    /** What of the user's past stands before the prompts of training. */
    @ConfigMapping(prefix = "knowledge")
    public interface KnowledgeSection {
        int history();

        boolean profile();

        /**
         * How much prompts carry.
         *
         * @throws IllegalArgumentException where there would be too many events, naming the key
         */
        default KnowledgeChoice choice() {
            return new KnowledgeChoice(history(), profile());
        }
    }

    /** When an adapter is trained, and on what. */
    @ConfigMapping(prefix = "update")
    public interface Update {
        int every();

        int earlyEvery();

        int earlyEvents();

        int steps();

        int mostSteps();

        int firstSteps();

        double answerMargin();

        int rows();

        double newShare();

        Rehearsal rehearsal();
    }

    /** Which older events are trained on again. */
    public interface Rehearsal {
        double recentShare();

        int recentWindow();
    }

    /** When a drift is found, and what is done about it. */
    @ConfigMapping(prefix = "drift")
    public interface Drift {
        double significance();

        int events();

        double rate();
    }

    /** How the optimizer steps. */
    @ConfigMapping(prefix = "training")
    public interface Training {
        double learningRate();

        RateSchedule schedule();

        boolean keepMoments();

        double weightDecay();

        double beta1();

        double beta2();

        double clip();

        double dropout();
    }

    /** When an update is dropped. */
    @ConfigMapping(prefix = "guard")
    public interface Guard {
        int holdout();

        double margin();

        Optional<Path> reference();

        double referenceMargin();
    }

    /** What an update's weights may be. */
    @ConfigMapping(prefix = "bounds")
    public interface Bounds {
        double norm();

        double loss();
    }

    /** How updates get less training where too many events wait. */
    @ConfigMapping(prefix = "overload")
    public interface Overload {
        long noRehearsal();

        long fewerUpdates();
    }

    /** What goes out of each event. */
    @ConfigMapping(prefix = "signatures")
    public interface Signatures {
        GateKind kind();

        int sketch();
    }

    /** When a sharer's pieces are published again. */
    @ConfigMapping(prefix = "pieces")
    public interface Pieces {
        double republishAbove();

        /**
         * The rule.
         *
         * @throws IllegalArgumentException where the setting is no distance
         */
        default Republishing republishing() {
            return new Republishing(republishAbove());
        }
    }

    /** How activation gates are trained. */
    @ConfigMapping(prefix = "gates")
    public interface Gates {
        int steps();

        int rows();

        double learningRate();

        double weightDecay();
    }
}
