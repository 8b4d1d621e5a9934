package dev.intarsia.replay.run;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.source.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays a recording: every method, one after the other and slow ones last, is taken through the same plan. */
public final class Replay {
    private static final String PREDICTIONS = "predictions.jsonl";
    private static final String STATE = "state";

    private final ReplayModel model;
    private final List<MethodGroup> families;
    private final ReplayListener listener;

    /** @param model left open */
    public Replay(ReplayModel model, List<MethodGroup> families, ReplayListener listener) {
        this.model = requireNonNull(model);
        this.families = List.copyOf(families);
        this.listener = requireNonNull(listener);
    }

    /**
     * Runs, or goes on with a run that was interrupted, also by a kill, at any moment.
     *
     * @throws IllegalArgumentException where the settings do not suit the recording, or what is in the folder
     */
    public ReplayRun run(Recording recording, ReplaySettings settings) throws IOException {
        requireTask(recording);
        Plan plan = Plan.of(recording, settings.protocol(), settings.targets(), settings.sharers(), settings.history())
                .asking(model.encoding()::fits, "question whose answer is too long for the model");
        Path predictions = settings.output().resolve(PREDICTIONS);
        requireUsable(families, settings);
        StateDirectory files = new StateDirectory(settings.output().resolve(STATE));
        List<MethodFactory> offers = ChosenMethods.of(families, new MethodContext(model, files), settings.methods());
        String digest = RunDigest.of(
                recording,
                model,
                settings,
                offers.stream().map(MethodFactory::name).toList());
        RunCheckpoint from = checkpoint(files, predictions).orElseGet(() -> RunCheckpoint.start(digest));
        if (!from.run().equals(digest)) {
            throw new IllegalArgumentException(
                    settings.output() + " holds a replay of other data or settings; go on with"
                            + " the same ones, or name another folder.");
        }
        Map<String, Cost> costs;
        try (PredictionFile file = new PredictionFile(predictions, from.predictions())) {
            from.write(files);
            costs = new Course(files, file, from, settings.saving()).run(offers, plan);
        }
        return new ReplayRun(
                recording.name(),
                recording.digest(),
                model.task(),
                settings.protocol().text(),
                model.seed(),
                model.model().fingerprint(),
                named(settings),
                audience(plan),
                recording.excluded().and(plan.excluded()),
                recording.ties(),
                costs,
                predictions);
    }

    /** A checkpoint is there before the first prediction, so predictions without one are nothing to go on with. */
    private static Optional<RunCheckpoint> checkpoint(StateDirectory files, Path predictions) throws IOException {
        Optional<RunCheckpoint> found = RunCheckpoint.read(files);
        if (found.isEmpty() && Files.exists(predictions) && Files.size(predictions) > 0) {
            throw new IllegalArgumentException(predictions + " has lost its checkpoint in the folder " + STATE
                    + " beside it, without which nothing can go on; put it back, or name another folder.");
        }
        return found;
    }

    /**
     * Looks whether the settings can be followed, as far as that shows without the recording; {@link #run} does so itself.
     *
     * @throws IllegalArgumentException where a method's name is nobody's, and where in the folder is a run in the way, or
     *     none to go on with
     */
    public static void requireUsable(List<MethodGroup> families, ReplaySettings settings) {
        ChosenMethods.requireKnown(families, settings.methods());
        boolean there = Files.exists(settings.output().resolve(PREDICTIONS));
        if (there && !settings.resume()) {
            throw new IllegalArgumentException(settings.output() + " holds a replay already; go on with it by --resume,"
                    + " or name another folder.");
        }
        if (!there && settings.resume()) {
            throw new IllegalArgumentException(
                    settings.output() + " holds no replay to go on with; leave --resume out to"
                            + " start one, or name the folder of the one that was interrupted.");
        }
    }

    /** Goes through the methods and keeps what a killed run needs. */
    private final class Course {
        private final StateDirectory files;
        private final PredictionFile file;
        private final Duration saving;
        private RunCheckpoint last;
        private long savedAt = System.nanoTime();

        Course(StateDirectory files, PredictionFile file, RunCheckpoint from, Duration saving) {
            this.files = files;
            this.file = file;
            this.saving = saving;
            last = from;
        }

        Map<String, Cost> run(List<MethodFactory> offers, Plan plan) throws IOException {
            int number = 0;
            for (MethodFactory offer : ChosenMethods.inTurn(offers)) {
                number++;
                if (!last.finished().containsKey(offer.name())) {
                    listener.begins(offer.name(), number, offers.size());
                    run(offer, plan);
                }
            }
            Map<String, Cost> costs = new LinkedHashMap<>();
            offers.forEach(offer ->
                    costs.put(offer.name(), requireNonNull(last.finished().get(offer.name()))));
            return costs;
        }

        private void run(MethodFactory offer, Plan plan) throws IOException {
            RunCheckpoint.Current current = last.current();
            boolean under = current != null && current.method().equals(offer.name());
            try (Method method = offer.opening().get()) {
                MethodRun run = new MethodRun(method, model.task(), plan);
                run.begin(under ? current : null, new Preparing(offer.name(), listener));
                Pace pace = new Pace(run.share());
                while (!run.done()) {
                    file.append(run.tick());
                    listener.at(offer.name(), run.share(), pace.secondsLeft(run.share()));
                    if (System.nanoTime() - savedAt >= saving.toNanos() && !run.done()) {
                        save(new RunCheckpoint(last.run(), file.safe(), last.finished(), run.checkpoint()));
                    }
                }
                Map<String, Cost> finished = new LinkedHashMap<>(last.finished());
                finished.put(offer.name(), run.cost());
                save(new RunCheckpoint(last.run(), file.safe(), finished, null));
                listener.done(offer.name(), run.seconds());
            }
        }

        private void save(RunCheckpoint checkpoint) throws IOException {
            checkpoint.write(files);
            last = checkpoint;
            savedAt = System.nanoTime();
        }
    }

    private void requireTask(Recording recording) {
        if (!recording.task().equals(model.task().name())) {
            throw new IllegalArgumentException("The recording is of task " + recording.task() + ", not of "
                    + model.task().name() + ".");
        }
    }

    private static Map<String, String> named(ReplaySettings settings) {
        Map<String, String> named = new HashMap<>(settings.settings());
        named.put("history", settings.history() == 0 ? "all" : "" + settings.history());
        return named;
    }

    private static Map<String, Integer> audience(Plan plan) {
        return Map.of(
                "targets", plan.targets().size(),
                "sharers", plan.population().sharers().size(),
                "population", plan.population().others().size());
    }
}
