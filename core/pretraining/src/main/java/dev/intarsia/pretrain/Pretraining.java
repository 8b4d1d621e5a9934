package dev.intarsia.pretrain;

import dev.intarsia.model.bpe.BytePairVocabulary;
import dev.intarsia.model.bpe.TokenizerFile;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a base checkpoint from nothing but the sample stream and published texts. */
public final class Pretraining {
    private static final Logger LOG = LoggerFactory.getLogger(Pretraining.class);
    private static final int VOCABULARY = 4096;
    private static final int WINDOWS_PER_STEP = 6;
    private static final Duration BETWEEN_STATES = Duration.ofMinutes(3);

    private final PretrainingOptions options;
    private final OrderlyStop stop;
    private final Tasks tasks = Tasks.bundled();
    private final DecoderShape shape = DecoderShape.small(VOCABULARY);

    private Pretraining(PretrainingOptions options, OrderlyStop stop) {
        this.options = options;
        this.stop = stop;
    }

    /**
     * Runs all stages and writes the checkpoint to the output directory, with the model card beside that directory.
     *
     * @param stop by which whoever ends the process has the run's state written first
     * @throws IOException where data is missing, npm cannot fetch the texts, or a file cannot be written
     */
    public static void run(PretrainingOptions options, OrderlyStop stop) throws IOException, InterruptedException {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(options.threads()));
        new Pretraining(options, stop).run();
    }

    private void run() throws IOException, InterruptedException {
        MovieLens sample = MovieLens.read(options.data());
        Corpus corpus = Corpus.fetch(options.work(), sample, options.seed());
        Path vocabulary = writeVocabulary(sample, corpus);
        try (Tokenizer tokenizer = Tokenizer.open(vocabulary)) {
            PopulationExamples examples = new PopulationExamples(tasks, new ExampleEncoder(tokenizer, shape.context()));
            PopulationSplit split = PopulationSplit.of(sample);
            TextWindows text =
                    TextWindows.of(corpus, tokenizer, shape.context(), options.textTokens(), options.seed() + 2);
            List<Stage> stages = stages(sample, examples, split, text);
            TrainableWeights weights = train(stages, vocabulary);
            CheckpointFiles.write(options.output(), shape, weights, vocabulary.resolve("tokenizer.json"));
            Checkpoint checkpoint = Checkpoint.open(options.output());
            Measurements measured = measure(checkpoint, tokenizer, examples, split, text);
            String card = ModelCard.of(options, shape, stages, checkpoint.fingerprint(), measured);
            Path beside = options.output().toAbsolutePath().resolveSibling("README.md");
            Files.writeString(beside, card);
            LOG.info("{}", measured);
            LOG.info("The checkpoint is in {}, its card in {}", options.output(), beside);
        }
    }

    /** The tokenizer needs the model's config beside it: both lie in the work directory until the end. */
    private Path writeVocabulary(MovieLens sample, Corpus corpus) throws IOException {
        Path directory = Files.createDirectories(options.work().resolve("vocabulary"));
        BytePairVocabulary learned =
                PretrainedVocabulary.learn(corpus, sample.films().values(), tasks, shape.vocabulary());
        TokenizerFile.write(directory.resolve("tokenizer.json"), learned, PretrainedVocabulary.BOS);
        Files.writeString(
                directory.resolve("config.json"),
                "{\"vocab_size\": " + shape.vocabulary() + ", \"bos_token_id\": "
                        + PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.BOS) + ", \"eos_token_id\": "
                        + PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.EOS) + "}");
        LOG.info("A vocabulary of {} tokens is learned", learned.size());
        return directory;
    }

    private List<Stage> stages(MovieLens sample, PopulationExamples examples, PopulationSplit split, TextWindows text) {
        List<List<Example>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            epochs.add(examples.ratings(split.training(), options.seed() + 100 + epoch));
        }
        List<Example> next = examples.nextFilms(split.training());
        Stage first = new TextStage(text.training(), WINDOWS_PER_STEP);
        Stage second = new TaskStage(epochs, next, text.training(), options.seed() + 3);
        Stage third = new FilmStage(
                shape,
                FilmRatings.count(sample.films().values(), split.training(), examples),
                examples.labels(),
                examples.ratingsWithHistory(split.training(), options.seed() + 200),
                next,
                text.training(),
                options.seed() + 4);
        return List.of(first, second, third);
    }

    private TrainableWeights train(List<Stage> stages, Path vocabulary) throws IOException {
        Path file = options.work().resolve("run-" + digest(vocabulary) + ".safetensors");
        TrainingState start = options.resume()
                ? resumed(file)
                : new TrainingState(0, 0, TrainableWeights.initial(shape, options.seed()));
        stop.begin();
        try {
            return new TrainingRun(shape, stages, file, BETWEEN_STATES, stop).from(start);
        } finally {
            stop.end();
        }
    }

    private TrainingState resumed(Path file) throws IOException {
        TrainingState state = TrainingState.read(file, shape)
                .orElseThrow(() -> new FileNotFoundException("There is no run to resume: " + file
                        + " does not exist; give the options the run began with, or run without resuming"));
        LOG.info("Resuming stage {} at step {}", state.stage() + 1, state.step());
        return state;
    }

    /** Tells runs apart: options that change what is learned, and the vocabulary. */
    private String digest(Path vocabulary) throws IOException {
        return new Sha256()
                .raw(shape + "/" + options.seed() + "/" + options.textTokens() + "/" + options.epochs())
                .raw(ByteBuffer.wrap(Files.readAllBytes(vocabulary.resolve("tokenizer.json"))))
                .hex()
                .substring(0, 12);
    }

    /** Measures the weights as they are stored, after rounding. */
    private Measurements measure(
            Checkpoint checkpoint,
            Tokenizer tokenizer,
            PopulationExamples examples,
            PopulationSplit split,
            TextWindows text)
            throws IOException {
        List<float[]> stored = new ArrayList<>();
        for (DecoderShape.Weight weight : shape.weights()) {
            stored.add(checkpoint.tensor(weight.name()).floats());
        }
        TrainableWeights weights = new TrainableWeights(stored, List.of(), List.of()).withoutMoments();
        try (DecoderTraining model = new DecoderTraining(shape, true, weights)) {
            Measuring measuring = new Measuring(model, examples, tasks);
            Continuation continuation = new Continuation(model, tokenizer);
            String liked = "Toy Story (1995); Babe (1995); Aladdin (1992)";
            return new Measurements(
                    measuring.perplexity(text.heldOut()),
                    measuring.ratings(split.heldOut(), false),
                    measuring.ratings(split.heldOut(), true),
                    measuring.ratings(split.targets(), false),
                    measuring.ratings(split.targets(), true),
                    measuring.nextFilmNats(split.heldOut()),
                    continuation.sampled("This film", 60, options.seed()),
                    continuation.likeliest(tasks.require("next-movie").prompt(Map.of("liked", liked)), 32));
        }
    }
}
