package dev.intarsia.replay.adapt;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.merge.Merged;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Adapts a checkpoint to a task on a population and keeps the result: the same checkpoint, examples and settings lead to
 * the same directory, which is used again.
 */
public final class BaseAdaptation {
    private static final String SCHEME = "intarsia/adapted-base/1";

    private final Path base;
    private final EngineOptions engine;
    private final int maxTokens;
    private final AdaptationSettings settings;
    private final long seed;
    private final Path kept;

    /**
     * @param base the checkpoint; it is only read
     * @param engine how it is loaded; rank and projections come from {@code settings}
     * @param maxTokens longest example
     * @param kept directory of adapted checkpoints; made where there is none
     */
    public BaseAdaptation(
            Path base, EngineOptions engine, int maxTokens, AdaptationSettings settings, long seed, Path kept) {
        this.base = requireNonNull(base);
        this.engine = requireNonNull(engine)
                .withForm(AdapterCodec.OWN_A)
                .withRank(settings.rank(), settings.rank())
                .withProjections(settings.projections());
        this.maxTokens = maxTokens;
        this.settings = requireNonNull(settings);
        this.seed = seed;
        this.kept = requireNonNull(kept);
    }

    /**
     * The adapted checkpoint.
     *
     * @param tasks that events may be of
     * @param population whom it learns from
     * @param targets who must not be among them
     * @param progress told what is done
     * @throws IllegalArgumentException where the population is empty or holds a target
     * @throws IOException where the checkpoint cannot be read or the result not written
     */
    public Path adapted(Tasks tasks, Population population, Set<String> targets, Consumer<String> progress)
            throws IOException {
        List<RecordedEvent> events = population.events().toList();
        requireFair(events, targets);
        List<Example> examples = examples(tasks, events);
        Path result = kept.resolve(digest(examples));
        if (Files.isDirectory(result)) {
            progress.accept("The base was adapted to " + examples.size() + " examples before: " + result);
            return result;
        }
        Files.createDirectories(kept);
        Path draft = Files.createTempDirectory(kept, "draft-");
        try {
            Merged.write(base, trained(examples, progress), draft);
            Files.move(draft, result, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            progress.accept("Another run has adapted the same base meanwhile: " + result);
        } finally {
            delete(draft);
        }
        return result;
    }

    private static void requireFair(List<RecordedEvent> events, Set<String> targets) {
        events.stream()
                .map(RecordedEvent::user)
                .filter(targets::contains)
                .findFirst()
                .ifPresent(user -> {
                    throw new IllegalArgumentException("Target user " + user
                            + " is among those the base would be adapted to; part the population from the targets.");
                });
        if (events.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nobody to adapt the base to: all users are targets; ask for fewer targets.");
        }
    }

    private List<Example> examples(Tasks tasks, List<RecordedEvent> events) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(base)) {
            ExampleEncoder encoder = new ExampleEncoder(tokenizer, maxTokens);
            return events.stream()
                    .flatMap(event -> encoded(encoder, tasks.require(event.task()), event).stream())
                    .toList();
        }
    }

    /** Nothing where the answer alone is too long, as elsewhere. */
    private static Optional<Example> encoded(ExampleEncoder encoder, Task task, RecordedEvent event) {
        try {
            return Optional.of(encoder.encode(task, event.input(), event.output()));
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    private String digest(List<Example> examples) throws IOException {
        Sha256 digest = new Sha256()
                .text(SCHEME)
                .text(Checkpoint.open(base).fingerprint())
                .text(settings.text())
                .text(engine.precision().toString())
                .number(seed);
        for (Example example : examples) {
            digest.number((long) example.responseStart()).number((long) example.tokens().length);
            for (int token : example.tokens()) {
                digest.number((long) token);
            }
        }
        return digest.hex();
    }

    private Adapter trained(List<Example> examples, Consumer<String> progress) throws IOException {
        try (LanguageModel model = LanguageModel.load(base, engine)) {
            return new AdaptationRun(model, settings, seed).train(examples, progress);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> inside = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(inside::add);
        }
        for (Path path : inside) {
            Files.delete(path);
        }
    }
}
