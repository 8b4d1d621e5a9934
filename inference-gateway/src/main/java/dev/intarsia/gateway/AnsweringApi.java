package dev.intarsia.gateway;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.TextGenerator;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.openai.OpenAiRoutes;
import dev.intarsia.gateway.openai.ServedModel;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.peer.Peers;
import dev.intarsia.gateway.predict.LabelPredictor;
import dev.intarsia.gateway.predict.LabelScorer;
import dev.intarsia.gateway.predict.PredictionEndpoint;
import dev.intarsia.gateway.predict.Predictor;
import dev.intarsia.gateway.predict.TextPredictor;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.gateway.server.GatewayServer;
import dev.intarsia.gateway.server.HttpBounds;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.Fit;
import dev.intarsia.gateway.serving.Refusals;
import dev.intarsia.gateway.status.StatusEndpoint;
import dev.intarsia.gateway.status.UserAdapterEndpoint;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.Tasks;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/** Everything between a request and the model, put together. */
final class AnsweringApi implements AutoCloseable {

    private static final int THREADS_BESIDE_TEXTS = 48;

    private final GatewayConfig config;
    private final LanguageModel model;
    private final Tokenizer tokenizer;
    private final Tasks tasks;
    private final Knowledge knowledge;
    private final Clock clock;
    private final Refusals refusals = new Refusals();
    private final DecodeLoop loop;
    private final LabelScorer scorer;
    private final GatewayMetrics metrics;
    private final GatewayServer server;

    AnsweringApi(
            GatewayConfig config,
            LanguageModel model,
            Tokenizer tokenizer,
            Tasks tasks,
            Knowledge knowledge,
            Clock clock) {
        this.config = config;
        this.model = model;
        this.tokenizer = tokenizer;
        this.tasks = tasks;
        this.knowledge = knowledge;
        this.clock = clock;
        loop = new DecodeLoop(model, tokenizer, decodeOptions());
        scorer = new LabelScorer(new Scorer(model), config.predictions().queueRows());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics = new GatewayMetrics(registry);
        metrics.watch(loop);
        metrics.watch(refusals);
        metrics.watch(knowledge.pool(), knowledge.cache());
        metrics.watch(knowledge.freshness());
        server = new GatewayServer(
                bounds(), new Health(knowledge.readiness(), loop), metrics, registry, this::addRoutes);
    }

    void start() {
        server.start();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        scorer.close();
        loop.close();
    }

    private void addRoutes(RoutesConfig routes) {
        AdapterResolver adapters = new AdapterResolver(
                knowledge.users(),
                knowledge.pool(),
                new Fit(model.fingerprint(), model.layout(), refusals),
                knowledge.cache());
        PromptEncoder prompts = new PromptEncoder(
                tokenizer, new ExampleEncoder(tokenizer, config.model().maxTokens()));
        TextGenerator generator =
                new TextGenerator(adapters, loop, config.generation().defaultMaxTokens());
        TaskFields taskFields = new TaskFields(tasks);
        Peers peers = new Peers(knowledge.location(), config.http().requestTimeout());
        Forwarding forwarding = new Forwarding(peers);
        ServedModel served = new ServedModel(modelName(), model.fingerprint(), clock.instant());
        new OpenAiRoutes(
                        served,
                        tokenizer,
                        prompts,
                        taskFields,
                        generator,
                        forwarding,
                        metrics,
                        config.http().requestTimeout(),
                        clock)
                .add(routes);
        Predictor predictor =
                new Predictor(new LabelPredictor(adapters, prompts, scorer), new TextPredictor(generator, prompts));
        routes.post(
                "/v1/predictions",
                new PredictionEndpoint(
                        predictor,
                        taskFields,
                        peers,
                        metrics,
                        config.predictions().maxRows(),
                        config.http().requestTimeout()));
        routes.get("/v1/users/{user}/adapter", new UserAdapterEndpoint(adapters, forwarding, clock));
        routes.get(
                "/v1/status",
                new StatusEndpoint(
                        served,
                        knowledge.freshness(),
                        knowledge.pool(),
                        knowledge.users(),
                        refusals,
                        knowledge.cache(),
                        loop));
    }

    private String modelName() {
        return config.model()
                .name()
                .orElseGet(() ->
                        String.valueOf(config.model().path().toAbsolutePath().getFileName()));
    }

    private DecodeOptions decodeOptions() {
        GatewayConfig.Generation generation = config.generation();
        int most = model.config().contextLength();
        int context = generation.context() == 0 ? most : Math.min(generation.context(), most);
        return new DecodeOptions(generation.slots(), context, generation.queue(), generation.prefillTokens());
    }

    private HttpBounds bounds() {
        GatewayConfig.Http http = config.http();
        int texts = config.generation().slots() + config.generation().queue();
        return new HttpBounds(
                http.host(),
                http.port(),
                http.maxBodyBytes(),
                http.idleTimeout(),
                http.retryAfter(),
                texts + THREADS_BESIDE_TEXTS);
    }
}
