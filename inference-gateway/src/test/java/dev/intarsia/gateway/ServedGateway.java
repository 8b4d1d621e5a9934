package dev.intarsia.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.knowledge.KeptPasts;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.startup.GatewayReadiness;
import dev.intarsia.gateway.startup.ServableArrivals;
import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.gateway.topology.UserLocation;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.decode.CacheLoad;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The gateway's API over a tiny model and stores that a test fills record by record. */
final class ServedGateway implements AutoCloseable {
    static final String MODEL = "tiny";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final TinyModel tiny;
    private final DecodeLoop loop;
    private final DrivenGateway driven;
    private final RecordedEvents events;
    private final AnsweringApi api;
    private volatile boolean elsewhere;
    private volatile Runnable located = () -> {};
    private volatile boolean ready = true;
    private volatile boolean alive = true;

    ServedGateway(Path directory, Map<String, String> settings) throws IOException {
        this(directory, settings, Map.of());
    }

    /** @param files further files of the checkpoint, by name */
    ServedGateway(Path directory, Map<String, String> settings, Map<String, String> files) throws IOException {
        this(
                directory,
                TinyCheckpoint.DECIDED.withContext(4096).write(directory.resolve("checkpoint")),
                settings,
                files);
    }

    /** @param files to be put into the checkpoint, by name */
    ServedGateway(Path directory, Path checkpoint, Map<String, String> settings, Map<String, String> files)
            throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(checkpoint.resolve(file.getKey()), file.getValue());
        }
        Map<String, String> all = new HashMap<>(Map.of(
                "http.host", "127.0.0.1",
                "http.port", "0",
                "management.port", "0",
                "model.name", MODEL,
                "model.path", checkpoint.toString(),
                "model.rank", "2",
                "model.alpha", "2",
                "tasks.directory", tasks(directory).toString()));
        all.putAll(settings);
        GatewayConfig config = GatewayConfig.SETTINGS.with(all);
        tiny = TinyModel.open(checkpoint, EngineOptions.of(config.model()));
        Clock clock = Clock.fixed(DrivenGateway.NOW, ZoneOffset.UTC);
        AdapterCache cache = new AdapterCache(
                config.adapters().cacheBytes(), config.adapters().cacheIdle());
        Freshness freshness = new Freshness(clock);
        RunningModel running = RunningModel.start(config, tiny.model(), tiny.tokenizer());
        loop = running.loop();
        KeptAnswers answers = new KeptAnswers(config.feedback().bounds(), clock);
        KeptPasts pasts = new KeptPasts(config.knowledge().cacheBytes());
        driven = new DrivenGateway(
                directory.resolve("state"),
                config.history().bounds(),
                new ServableArrivals(freshness, cache, running.kept(), answers, pasts));
        events = new RecordedEvents(driven.serdes(), driven.topics());
        GatewayReadiness readiness = new GatewayReadiness() {
            @Override
            public boolean ready() {
                return ready;
            }

            @Override
            public String waitingFor() {
                return "the test";
            }

            @Override
            public boolean alive() {
                return alive;
            }
        };
        api = new AnsweringApi(
                config,
                running,
                Tasks.load(config.tasks().directory().orElseThrow()),
                new ServingState(
                        driven.state(),
                        location(),
                        driven.pool(),
                        cache,
                        freshness,
                        driven.refused(),
                        pasts,
                        readiness),
                answers,
                events.writer(),
                clock);
        api.start();
    }

    /** Nobody can be asked where the users are elsewhere, as when the others do not yet say where they are. */
    private UserLocation location() {
        return new UserLocation() {
            @Override
            public Optional<URI> elsewhere(String user) {
                return Optional.empty();
            }

            @Override
            public boolean here(String user) {
                located.run();
                return !elsewhere;
            }
        };
    }

    /** A task with names for answers, beside the bundled ones. */
    private static Path tasks(Path directory) throws IOException {
        Path tasks = Files.createDirectories(directory.resolve("tasks"));
        Files.writeString(tasks.resolve("mood.yaml"), """
                name: mood
                version: 1
                description: Whether a film cheers up.
                input:
                  title: {required: true, maxLength: 100}
                prompt: "Film: {{ title }}\\nMood:"
                output: " {{ output }}"
                answer: {kind: labels, labels: [glad, sad]}
                metrics: [accuracy]
                personal:
                  history: {item: "{{ title }}: {{ output }}", separator: "\\n", before: "", after: "\\n"}
                  profile: "{{ profile }}\\n"
                """);
        return tasks;
    }

    DrivenGateway streams() {
        return driven;
    }

    /** What was written of feedback. */
    RecordedEvents events() {
        return events;
    }

    LanguageModel model() {
        return tiny.model();
    }

    Tokenizer tokenizer() {
        return tiny.tokenizer();
    }

    CacheLoad kept() {
        return loop.cache();
    }

    int port() {
        return api.port();
    }

    int managementPort() {
        return api.managementPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + api.port() + path;
    }

    /** Whether another gateway holds all users from now on. */
    void holdUsersElsewhere(boolean now) {
        elsewhere = now;
    }

    /** Runs when a request for text has asked who owns what is kept of its prompt. */
    void whenLocated(Runnable now) {
        located = now;
    }

    void ready(boolean now) {
        ready = now;
    }

    void alive(boolean now) {
        alive = now;
    }

    /** Publishes a version of the user's own adapter, so large that it decides what is said. */
    Adapter train(String user, long version) {
        return train(user, version, record -> record.setLineage(Records.digest("lineage of " + version)));
    }

    /** Publishes a version of the user's residual on top of an assignment. */
    Adapter trainOnTop(String user, long version, long assignment) {
        return train(
                user,
                version,
                record -> record.setBase(AdapterBase.ASSEMBLED)
                        .setAssignment(assignment)
                        .setAssembledDigest(Records.digest("assembled")));
    }

    private Adapter train(String user, long version, UnaryOperator<AdapterModule.Builder> more) {
        Adapter adapter = tiny.adapter(user.hashCode() + version);
        LanguageModel model = tiny.model();
        List<ModuleShape> modules = model.layout().modules();
        for (ModuleShape module : modules) {
            AdapterModule record = Records.module(
                    user,
                    module.id().toString(),
                    version,
                    modules.size(),
                    model.fingerprint(),
                    adapter.digest(),
                    adapter.weights(module.id()));
            driven.send(more.apply(AdapterModule.newBuilder(record)).build());
        }
        return adapter;
    }

    /** Publishes pieces of the sharer at every module and assigns them to the user with weight one. */
    Adapter assemble(String user, String sharer) {
        Adapter adapter = tiny.adapter(sharer.hashCode());
        LanguageModel model = tiny.model();
        List<String> names = model.layout().modules().stream()
                .map(module -> module.id().toString())
                .toList();
        for (ModuleShape module : model.layout().modules()) {
            Piece piece =
                    Records.piece(sharer, module.id().toString(), 1, model.fingerprint(), adapter.weights(module.id()));
            driven.send(piece);
        }
        driven.send(Records.assignment(user, 1, model.fingerprint(), names, Map.of(sharer, 1f)));
        return adapter;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed.", e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted.", e);
        }
    }

    /** What the server answers to bytes that no client would send. */
    static String sent(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        api.close();
        driven.close();
        tiny.close();
    }
}
