package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.evaluation.report.Reports;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.BaselineFamily;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.method.TuningFamily;
import dev.intarsia.replay.method.TuningSettings;
import dev.intarsia.replay.paper.PaperFamily;
import dev.intarsia.replay.paper.PaperSettings;
import dev.intarsia.replay.pool.PoolFamily;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.run.LampAnswers;
import dev.intarsia.replay.run.Replay;
import dev.intarsia.replay.run.ReplaySettings;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.replay.AssemblingSettings;
import dev.intarsia.stack.replay.ReplayDisplay;
import dev.intarsia.stack.replay.TrainerSettings;
import dev.intarsia.stack.settings.GateKinds;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia replay}: what each method would have answered to recorded behaviour. */
@Command(
        name = "replay",
        description = "Replays recorded behaviour and reports what each way of personalizing would have answered.",
        mixinStandardHelpOptions = true,
        subcommands = ReplayCompareCommand.class)
final class ReplayCommand implements Callable<Integer> {
    private static final Duration SAVING = Duration.ofSeconds(15);
    private static final String ALL = "all";
    /** All but the methods that need the base model once more, for adapters of another kind. */
    private static final String USUAL = "usual";

    /** How texts are generated. */
    enum Decoding {
        /** Always the likeliest token. */
        GREEDY(SamplingOptions.GREEDY),
        /** As OPPU's published settings draw. */
        OPPU(SamplingOptions.GREEDY.withTemperature(0.1).withTopK(10).withTopP(0.9));

        private final SamplingOptions sampling;

        Decoding(SamplingOptions sampling) {
            this.sampling = sampling;
        }
    }

    @Mixin
    private final RecordingOptions recorded = new RecordingOptions();

    @Mixin
    private final ModelOptions base = new ModelOptions();

    @Mixin
    private final AdaptOptions adapting = new AdaptOptions();

    @Option(
            names = "--methods",
            paramLabel = "NAME",
            split = ",",
            defaultValue = USUAL,
            description =
                    "Names with commas between them; usual; or all, which are also oppu-ia3, oppu-prompt and own adapters with more kinds of prompts"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "time-split",
            description = "time-split, prequential or user-split (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String protocol;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "replay-report",
            description = "Where everything is written (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all randomness; 0 draws as the service does.")
    private long seed;

    @Option(
            names = "--history",
            paramLabel = "N",
            description =
                    "Events a target may be learned from, 0 for all: the newest, in user-split the first (default: "
                            + "128, in user-split 30).")
    private @Nullable Integer history;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many users are asked (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--sharers",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many others share (default: ${DEFAULT-VALUE}).")
    private int sharers;

    @Option(
            names = "--profiles",
            paramLabel = "WHO",
            defaultValue = "template",
            description = "Who writes profiles: template, which counts, or model (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private PersonalFamily.Profiles profiles;

    @Option(
            names = "--decoding",
            paramLabel = "HOW",
            defaultValue = "greedy",
            description = "How texts are generated: greedy, or oppu, which draws (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Decoding decoding;

    @Option(names = "--resume", description = "Goes on with the replay that was interrupted in --out.")
    private boolean resume;

    @Override
    public Integer call() throws IOException {
        Replay.requireUsable(families(base.trainer()), settings(base.trainer()));
        Files.createDirectories(out);
        TrainerConfig trainer = base.settledTrainer(out);
        ReplaySettings settings = settings(trainer);
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        Tasks tasks = trainer.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        ReplayDisplay progress = new ReplayDisplay(display);
        Recording recording =
                new Sources(tasks, Clock.systemUTC()).read(recorded.source().spec(Instant.now()), progress.reading());
        display.say(
                "Read %s: %,d events and %,d questions of task %s; %,d left out, %,d at the moment of an earlier one.",
                recording.name(),
                recording.events().size(),
                recording.questions().size(),
                recording.task(),
                recording.excluded().total(),
                recording.ties());
        Path checkpoint = adapting.checkpoint(base.checkpoint(), tasks, recording, settings, trainer, seed, display);
        try (ReplayModel model = ReplayModel.open(
                checkpoint, tasks, recording.task(), trainer.model(), trainer.recipe(), decoding.sampling, seed)) {
            ReplayRun run = new Replay(model, families(trainer), progress.replay()).run(recording, settings);
            LampAnswers.write(run, out.resolve("lamp"));
            display.say("%s", Reports.write(run, out));
        }
        display.say("Report: %s", out.resolve("report.html").toAbsolutePath().normalize());
        return 0;
    }

    private List<MethodGroup> families(TrainerConfig trainer) {
        List<MethodGroup> families = new ArrayList<>();
        boolean usual = methods.equals(List.of(USUAL));
        families.add(new PersonalFamily(profiles, !usual));
        if (!usual) {
            families.add(new TuningFamily(TuningSettings.chosen()));
        }
        families.add(new PaperFamily(PaperSettings.published()));
        families.add(new PoolFamily(AssemblerSettings.rules(base.assembler()), trainer.residualRule()));
        families.add(new BaselineFamily());
        return families;
    }

    private ReplaySettings settings(TrainerConfig trainer) {
        GateKinds.requireOne(trainer, base.assembler());
        Protocol chosen = Protocol.of(protocol);
        Map<String, String> named = new TreeMap<>(TrainerSettings.named(trainer));
        named.putAll(AssemblingSettings.named(base.assembler()));
        named.putAll(adapting.named());
        named.put("profiles", profiles.name().toLowerCase(Locale.ROOT));
        named.put("decoding", decoding.name().toLowerCase(Locale.ROOT));
        return new ReplaySettings(
                chosen,
                targets,
                sharers,
                history == null ? chosen.usualHistory() : history,
                methods.equals(List.of(ALL)) || methods.equals(List.of(USUAL)) ? List.of() : methods,
                named,
                out,
                resume,
                SAVING);
    }
}
