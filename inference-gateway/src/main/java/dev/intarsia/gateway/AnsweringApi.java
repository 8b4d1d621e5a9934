package dev.intarsia.gateway;

import dev.intarsia.events.parse.EventRules;
import dev.intarsia.gateway.answer.AnswerIds;
import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.explain.AssignmentEndpoint;
import dev.intarsia.gateway.explain.AssignmentExplanation;
import dev.intarsia.gateway.explain.Pseudonyms;
import dev.intarsia.gateway.export.ExportEndpoint;
import dev.intarsia.gateway.feedback.EventWriter;
import dev.intarsia.gateway.feedback.FeedbackEndpoint;
import dev.intarsia.gateway.feedback.FeedbackParser;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.TaskPrompts;
import dev.intarsia.gateway.generate.TextGenerator;
import dev.intarsia.gateway.knowledge.UserKnowledge;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.openai.Embedder;
import dev.intarsia.gateway.openai.EmbeddingLimits;
import dev.intarsia.gateway.openai.OpenAiRoutes;
import dev.intarsia.gateway.openai.ServedModel;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.peer.Peers;
import dev.intarsia.gateway.predict.LabelPredictor;
import dev.intarsia.gateway.predict.LabelScorer;
import dev.intarsia.gateway.predict.PredictionEndpoint;
import dev.intarsia.gateway.predict.Predictor;
import dev.intarsia.gateway.predict.TextPredictor;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.gateway.score.ScoreEndpoint;
import dev.intarsia.gateway.score.ScoreLimits;
import dev.intarsia.gateway.score.ScoreReader;
import dev.intarsia.gateway.server.GatewayServer;
import dev.intarsia.gateway.serving.AdapterCompatibility;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.Refusals;
import dev.intarsia.gateway.status.StatusEndpoint;
import dev.intarsia.gateway.status.UserAdapterEndpoint;
import dev.intarsia.model.engine.EmbeddingPass;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.Tasks;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/** Everything between a request and the model, put together. */
final class AnsweringApi implements AutoCloseable {
    private final GatewayConfig config;
    private final RunningModel running;
    private final Tasks tasks;
    private final ServingState knowledge;
    private final KeptAnswers answers;
    private final EventWriter writer;
    private final Clock clock;
    private final Refusals refusals = new Refusals();
    private final LabelScorer scorer;
    private final Embedder embedder;
    private final GatewayMetrics metrics;
    private final GatewayServer server;

    /**
     * @param running is closed with this
     * @param answers that were given
     * @param writer of events of feedback
     */
    AnsweringApi(
            GatewayConfig config,
            RunningModel running,
            Tasks tasks,
            ServingState knowledge,
            KeptAnswers answers,
            EventWriter writer,
            Clock clock) {
        this.config = config;
        this.running = running;
        this.tasks = tasks;
        this.knowledge = knowledge;
        this.answers = answers;
        this.writer = writer;
        this.clock = clock;
        scorer = new LabelScorer(
                new Scorer(running.model()), config.predictions().queueRows());
        embedder = new Embedder(
                new EmbeddingPass(running.model()), config.embeddings().queueTexts());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics = new GatewayMetrics(registry);
        metrics.watch(running.loop());
        metrics.watch(refusals);
        metrics.watch(knowledge.pool(), knowledge.cache());
        metrics.watch(knowledge.freshness());
        metrics.watch(knowledge.refused());
        metrics.watch(answers);
        server = new GatewayServer(
                config.http().bounds(),
                config.management().bounds(),
                config.http().retryAfter(),
                new Health(knowledge.readiness(), running.loop()),
                metrics,
                registry,
                this::addRoutes);
    }

    void start() {
        server.start();
    }

    int port() {
        return server.port();
    }

    int managementPort() {
        return server.managementPort();
    }

    @Override
    public void close() {
        server.close();
        scorer.close();
        embedder.close();
        running.close();
    }

    private void addRoutes(RoutesConfig routes) {
        LanguageModel model = running.model();
        Tokenizer tokenizer = running.tokenizer();
        model.requireRoom(config.model().maxTokens());
        AdapterCompatibility compatibility = new AdapterCompatibility(model.fingerprint(), model.layout(), refusals);
        AdapterResolver adapters =
                new AdapterResolver(knowledge.users(), knowledge.pool(), compatibility, knowledge.cache());
        PromptEncoder prompts = new PromptEncoder(
                tokenizer, new ExampleEncoder(tokenizer, config.model().maxTokens()));
        TextGenerator generator =
                new TextGenerator(adapters, running.loop(), running.kept(), knowledge.location(), longestAnswer());
        UserKnowledge users = new UserKnowledge(knowledge.users(), knowledge.pasts(), clock);
        TaskPrompts taskPrompts = new TaskPrompts(prompts, users);
        KnowledgeFields knowledgeFields = new KnowledgeFields(config.knowledge().choice());
        TaskFields taskFields = new TaskFields(tasks);
        AnswerIds ids = new AnswerIds(answers, knowledge.location());
        Peers peers = new Peers(knowledge.location(), config.http().requestTimeout());
        Forwarding forwarding = new Forwarding(peers);
        ServedModel served = new ServedModel(modelName(), model.fingerprint(), clock.instant());
        new OpenAiRoutes(
                        served,
                        tokenizer,
                        prompts,
                        taskPrompts,
                        users,
                        running.manner(),
                        taskFields,
                        knowledgeFields,
                        generator,
                        ids,
                        adapters,
                        embedder,
                        embeddingLimits(),
                        forwarding,
                        metrics,
                        config.http().requestTimeout(),
                        clock)
                .add(routes);
        Predictor predictor = new Predictor(
                new LabelPredictor(adapters, taskPrompts, scorer), new TextPredictor(generator, taskPrompts));
        routes.post(
                "/v1/predictions",
                new PredictionEndpoint(
                        predictor,
                        taskFields,
                        knowledgeFields,
                        ids,
                        peers,
                        metrics,
                        config.predictions().maxRows(),
                        config.http().requestTimeout()));
        routes.post(
                "/v1/score",
                new ScoreEndpoint(
                        new ScoreReader(prompts, taskPrompts, taskFields, knowledgeFields, scoreLimits()),
                        adapters,
                        scorer,
                        ids,
                        forwarding,
                        metrics,
                        config.http().requestTimeout()));
        EventRules rules = new EventRules(tasks, config.limits().events(), clock);
        routes.post(
                "/v1/feedback", new FeedbackEndpoint(answers, new FeedbackParser(rules), writer, forwarding, metrics));
        routes.get("/v1/users/{user}/adapter", new UserAdapterEndpoint(adapters, forwarding, clock));
        routes.get(
                "/v1/users/{user}/adapter/export",
                new ExportEndpoint(
                        adapters,
                        new BaseModel(
                                model.config(),
                                model.fingerprint(),
                                modelName(),
                                config.model().path()),
                        forwarding));
        routes.get(
                "/v1/users/{user}/assignment",
                new AssignmentEndpoint(
                        knowledge.users(),
                        new AssignmentExplanation(
                                knowledge.pool(),
                                compatibility,
                                Pseudonyms.of(config.explain().salt())),
                        forwarding));
        routes.get(
                "/v1/status",
                new StatusEndpoint(
                        served,
                        model,
                        knowledge.freshness(),
                        knowledge.pool(),
                        knowledge.users(),
                        refusals,
                        knowledge.cache(),
                        running.loop(),
                        knowledge.readiness()));
    }

    private ScoreLimits scoreLimits() {
        LanguageModel model = running.model();
        return new ScoreLimits(
                config.score().maxAnswers(),
                model.options().batchTokens(),
                model.config().contextLength(),
                model.layout().virtualTokens());
    }

    private EmbeddingLimits embeddingLimits() {
        LanguageModel model = running.model();
        return new EmbeddingLimits(
                config.embeddings().maxTexts(),
                config.embeddings().maxTokens(),
                model.config().contextLength(),
                model.layout().virtualTokens(),
                model.config().hiddenSize());
    }

    private String modelName() {
        return config.model()
                .name()
                .orElseGet(() ->
                        String.valueOf(config.model().path().toAbsolutePath().getFileName()));
    }

    private int longestAnswer() {
        return running.manner()
                .sampling()
                .maxNewTokens()
                .orElse(config.generation().defaultMaxTokens());
    }
}
