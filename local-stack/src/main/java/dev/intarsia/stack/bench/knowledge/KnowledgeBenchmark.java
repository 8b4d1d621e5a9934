package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.benchmarks.engine.Machine;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.Catalogue;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Measures what the user's past in prompts costs, on real ratings and a broker and registry that run. */
public final class KnowledgeBenchmark {
    private static final int QUESTIONS = 2_000;
    private static final long PAUSE_MILLIS = 100;

    private final KnowledgeBenchmarkSettings settings;
    private final MovieLens sample;
    private final Path checkpoint;
    private final String bootstrapServers;
    private final String registryUrl;
    private final Path directory;
    private final LiveDisplay display;

    /**
     * @param sample whose ratings users give
     * @param checkpoint of the base model
     * @param bootstrapServers of a broker of this benchmark's own
     * @param directory for the gateway's state
     */
    public KnowledgeBenchmark(
            KnowledgeBenchmarkSettings settings,
            MovieLens sample,
            Path checkpoint,
            String bootstrapServers,
            String registryUrl,
            Path directory,
            LiveDisplay display) {
        this.settings = settings;
        this.sample = sample;
        this.checkpoint = checkpoint;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.directory = directory;
        this.display = display;
    }

    /** Measures the first tokens, and then the store. */
    public KnowledgeResult run() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        hold("ask.");
        rate();
        List<StreamFigures> firstTokens = new ArrayList<>();
        for (boolean kept : new boolean[] {true, false}) {
            firstTokens.addAll(ask(kept));
        }
        display.say("Filling a store ...");
        Map<String, String> filling = settings("fill.");
        filling.put(
                "history.max-events", Integer.toString(settings.store().bounds().events()));
        filling.put("history.max-bytes", Long.toString(settings.store().bounds().bytes()));
        hold("fill.");
        StoreMeasurement measurement = new StoreMeasurement(settings.store(), films(), display);
        FilledStore store = new FilledStore(GatewayConfig.SETTINGS.with(filling));
        StoreFigures filled;
        PastFigures past;
        try (store;
                EventProducer events = new EventProducer(bootstrapServers, registryUrl, topics("fill."))) {
            store.start();
            while (!store.ready()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            filled = measurement.fill(store, events);
            past = measurement.past(store, QUESTIONS, QUESTIONS);
        }
        return new KnowledgeResult(machine, settings.events(), firstTokens, past, filled.onDisk(store.historyBytes()));
    }

    /** @param kept whether the gateway keeps users' pasts in memory, or reads them anew for each question */
    private List<StreamFigures> ask(boolean kept) throws IOException, InterruptedException {
        Map<String, String> asking = settings("ask.");
        asking.putAll(AskedGateway.settings(checkpoint));
        asking.put("history.max-events", Integer.toString(settings.events()));
        if (!kept) {
            asking.put("knowledge.cache-bytes", "0");
        }
        display.say("Starting a gateway that %s ...", kept ? "keeps pasts in memory" : "reads pasts anew");
        List<StreamFigures> figures = new ArrayList<>();
        try (AskedGateway gateway = AskedGateway.start(asking, checkpoint)) {
            gateway.awaitReady();
            FirstTokens questions = gateway.questions();
            List<List<EqualPrompts>> pairs = pairs(questions);
            FirstTokenComparison comparison = new FirstTokenComparison(questions, settings, kept, display);
            comparison.warmUp(pairs);
            for (int streams : settings.streams()) {
                figures.add(comparison.measure(pairs.subList(0, streams)));
            }
        }
        return figures;
    }

    /** Each asking user's ratings, one a minute up to now. */
    private void rate() throws IOException {
        try (EventProducer events = new EventProducer(bootstrapServers, registryUrl, topics("ask."))) {
            List<Rating> ratings = sample.ratings();
            for (int stream = 0; stream < settings.mostStreams(); stream++) {
                for (int i = 0; i < settings.events(); i++) {
                    Rating rating = ratings.get((stream * settings.events() + i) % ratings.size());
                    events.rate(
                            user(stream),
                            rating.id(),
                            rating.film(),
                            rating.stars(),
                            Duration.ofMinutes(settings.events() - i),
                            "");
                }
            }
            events.flush();
        }
    }

    /** Each stream's questions, as many as a few rounds have. */
    private List<List<EqualPrompts>> pairs(FirstTokens gateway) throws IOException, InterruptedException {
        List<Film> films = films();
        int wanted = 5 * settings.batch();
        List<List<EqualPrompts>> all = new ArrayList<>();
        for (int stream = 0; stream < settings.mostStreams(); stream++) {
            awaitEvents(gateway, user(stream), films.get(0));
            List<EqualPrompts> own = new ArrayList<>();
            for (int film = stream; own.size() < wanted && film < films.size(); film += settings.mostStreams()) {
                display.status("Making prompts of one length: user %d, %d of %d", stream + 1, own.size(), wanted);
                Optional<EqualPrompts> pair = EqualPrompts.of(gateway, user(stream), films.get(film));
                pair.ifPresent(own::add);
            }
            if (own.size() < wanted) {
                throw new IllegalStateException("Of " + films.size() + " films only " + own.size()
                        + " give prompts of one length with the past and without; raise model.max-tokens.");
            }
            all.add(own);
        }
        return all;
    }

    /** The user's first question shows the past once the gateway has read it. */
    private static void awaitEvents(FirstTokens gateway, String user, Film film)
            throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (gateway.account(new FirstTokens.Question(user, film.input(), true))
                        .knowledge()
                        .path("history")
                        .asInt()
                < KnowledgeBenchmarkSettings.HISTORY) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "The gateway has not read the events of " + user + " within two minutes; the log says why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static String user(int stream) {
        return "asking-" + stream;
    }

    private List<Film> films() {
        return List.copyOf(sample.films().values());
    }

    private void hold(String prefix) {
        Catalogue.at(bootstrapServers, registryUrl).hold(topics(prefix));
    }

    private static Topics topics(String prefix) {
        return Topics.of(prefix, StackSettings.PARTITIONS);
    }

    private Map<String, String> settings(String prefix) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", bootstrapServers);
        settings.put("schema-registry.url", registryUrl);
        settings.put("kafka.topic-prefix", prefix);
        settings.put("kafka.partitions", Integer.toString(StackSettings.PARTITIONS));
        settings.put(
                "state.directory",
                directory
                        .resolve(prefix.replace(".", "").toLowerCase(Locale.ROOT))
                        .toString());
        return settings;
    }
}
