package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.evaluation.result.Exclusions;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.pool.PoolFamily;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.protocol.ProtocolStep;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackSettings.Ports;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.tests.topic.CommittedRecords;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live run answered is what a replay of its recorded events answers. */
class LiveReplayIT {
    private static final Path HOME = Path.of(System.getProperty("intarsia.home"));
    private static final Path CHECKPOINT = HOME.resolve("models/default");
    private static final Topics TOPICS = Topics.of("", StackSettings.PARTITIONS);
    private static final Map<String, String> EXACT = Map.of("model.precision", "fp32");
    /** A replay's pool is of the sharers' last versions. */
    private static final Map<String, String> LAST_PIECES =
            Map.of("model.precision", "fp32", "pieces.republish-above", "0");

    /** What a live sample of the population has at a moment, a replay cannot know; and each event brings an assignment. */
    private static final Map<String, String> EACH_EVENT = Map.of("weights.kind", "ridge", "assignments.margin", "0");

    private static final int SHARERS = 3;
    private static final int SHARER_EVENTS = 16;
    private static final int TARGETS = 2;
    private static final int TARGET_EVENTS = 19;

    /**
     * What a request asks the gateway for.
     *
     * @param history how many past events stand before the prompt
     * @param profile whether a profile does
     */
    private record Asked(String adapter, int history, boolean profile) {}

    /** That by the replay's method, where own adapters are trained without the past in the prompt. */
    private static final Map<String, Asked> METHODS = Map.of(
            "base", new Asked("base", 0, false),
            "oppu", new Asked("own", 0, false),
            "assembled", new Asked("assembled", 0, false),
            "retrieval-4", new Asked("base", 4, false),
            "profile", new Asked("base", 0, true),
            "profile+retrieval-1", new Asked("base", 1, true));

    /** The same where they are trained with it. */
    private static final Map<String, Asked> KNOWING_METHODS =
            Map.of("base", new Asked("base", 0, false), "oppu+profile+retrieval-1", new Asked("own", 1, true));

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerInAReplayAsItDidLive() throws Exception {
        answersInAReplayAsItDidLive(METHODS, LAST_PIECES);
    }

    @Test
    void shouldAnswerInAReplayAsItDidLiveWhereTrainingKnowsThePast() throws Exception {
        Map<String, String> knowing = new HashMap<>(LAST_PIECES);
        knowing.putAll(Map.of("knowledge.history", "1", "knowledge.profile", "true"));
        answersInAReplayAsItDidLive(KNOWING_METHODS, knowing);
    }

    private void answersInAReplayAsItDidLive(Map<String, Asked> methods, Map<String, String> training)
            throws Exception {
        MovieLens stream = MovieLens.read(HOME.resolve("data/movielens-small"));
        List<List<Rating>> sharers = people(stream, stream.populationUsers(), SHARERS, SHARER_EVENTS);
        List<List<Rating>> targets = people(stream, stream.targetUsers(), TARGETS, TARGET_EVENTS);

        Map<String, Reply> live = new LinkedHashMap<>();
        Recording recording;
        try (LocalStack stack = LocalStack.start(
                new StackSettings(
                        directory.resolve("data"),
                        CHECKPOINT,
                        Ports.any(),
                        StackSettings.PARTITIONS,
                        Map.of(
                                Service.TRAINER_CONSUMER,
                                training,
                                Service.ASSEMBLER_STREAM,
                                EACH_EVENT,
                                Service.INFERENCE_GATEWAY,
                                EXACT)),
                step -> {})) {
            StackClient client = new StackClient(stack.ingestUrl(), stack.gatewayUrl());
            LiveStack running = new LiveStack(stack.cluster(), client, TOPICS, layout());
            running.share(sharers);
            for (int event = 0; event < TARGET_EVENTS; event++) {
                for (List<Rating> person : targets) {
                    Rating rating = person.get(event);
                    for (Map.Entry<String, Asked> method : methods.entrySet()) {
                        Asked asked = method.getValue();
                        JsonNode answer = client.predict(rating, asked.adapter(), asked.history(), asked.profile());
                        assertThat(answer.at("/knowledge/history").asInt()).isEqualTo(Math.min(event, asked.history()));
                        live.put(key(method.getKey(), rating.id()), reply(answer));
                    }
                    client.send(List.of(rating));
                    running.awaitKnown(rating.user(), event + 1);
                }
            }
            recording = recorded(stack);
            assertExplained(stack, targets.get(0).get(0).user());
        }

        Map<String, Reply> replayed = replay(recording, methods.keySet());
        assertThat(replayed).containsOnlyKeys(live.keySet());
        assertThat(live).allSatisfy((question, answer) -> {
            Reply again = Objects.requireNonNull(replayed.get(question));
            assertThat(probabilities(again)).containsExactly(probabilities(answer), within(1e-4));
            assertThat(again.answer()).isEqualTo(answer.answer());
        });
        assertThat(methods.keySet().stream()
                        .filter(method -> !method.equals("base"))
                        .map(method -> key(method, last(targets))))
                .as("methods that no longer answer as the base does")
                .allSatisfy(question -> assertThat(probabilities(Objects.requireNonNull(replayed.get(question))))
                        .isNotEqualTo(probabilities(Objects.requireNonNull(replayed.get(key("base", last(targets)))))));
    }

    /** {@code intarsia explain} shows the pieces of an assembled adapter, under pseudonyms. */
    private void assertExplained(LocalStack stack, String user) throws Exception {
        try (IntarsiaProcess explain =
                IntarsiaProcess.start(directory, "explain", user, "--gateway=" + stack.gatewayUrl())) {
            assertThat(explain.await()).as(explain.words()).isZero();
            assertThat(explain.words())
                    .containsPattern(
                            "^Assignment \\d+ of " + user + ": \\d+ pieces? of [1-3] sharers? at \\d+ modules?\n")
                    .contains("  knows           " + TARGET_EVENTS + " events, the last accepted at ")
                    .containsPattern("\n  1  sharer-[0-9a-f]{8} +[0-9.]+ % +\\d+\n")
                    .containsPattern("\n\\d+\\.[qv] +sharer-[0-9a-f]{8} +" + LiveStack.SCHEDULE.updates(SHARER_EVENTS)
                            + " +-?[0-9.e-]+ ")
                    .contains("Weights by module and number of the sharer")
                    .doesNotContain("not in the gateway");
        }
    }

    /** As the trainer shapes adapters by default. */
    private static AdapterLayout layout() throws IOException {
        return AdapterLayout.of(Checkpoint.open(CHECKPOINT).config(), 16, 16, Set.of(Projection.Q, Projection.V));
    }

    private Map<String, Reply> replay(Recording recording, Set<String> methods) throws Exception {
        Plan plan = Plan.of(recording, Protocol.PREQUENTIAL, TARGETS, SHARERS, 0);
        Map<String, Reply> replies = new LinkedHashMap<>();
        TrainerConfig trainer = TrainerConfig.SETTINGS.with(EXACT);
        try (ReplayModel model = ReplayModel.open(
                CHECKPOINT,
                Tasks.bundled(),
                "movie-rating",
                trainer.model(),
                trainer.recipe(),
                SamplingOptions.GREEDY,
                0)) {
            MethodContext workplace = new MethodContext(model, new StateDirectory(directory.resolve("replay")));
            MethodGroup personal = new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false);
            MethodGroup pool = new PoolFamily(AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(EACH_EVENT)));
            for (MethodFactory offer : Stream.of(personal, pool)
                    .flatMap(family -> family.offers(workplace).stream())
                    .filter(offer -> methods.contains(offer.name()))
                    .toList()) {
                try (Method method = offer.opening().get()) {
                    method.prepare(plan.population(), Progress.NONE);
                    for (ProtocolStep tick : plan.ticks()) {
                        method.learn(tick.learned());
                        List<Reply> answers = method.answer(
                                tick.asked().stream().map(Question::of).toList());
                        for (int i = 0; i < answers.size(); i++) {
                            replies.put(key(method.name(), tick.asked().get(i).id()), answers.get(i));
                        }
                    }
                }
            }
        }
        return replies;
    }

    /** The topic of events as the live run left it. */
    private static Recording recorded(LocalStack stack) {
        try (AvroSerdes serdes =
                new AvroSerdes(Registry.connect(stack.cluster().registryUrl(), Map.of(), RetryPolicy.DEFAULT))) {
            CommittedRecords records = new CommittedRecords(stack.cluster().bootstrapServers(), serdes);
            List<RecordedEvent> events = records.of(TOPICS.events(), BehaviorEvent.class).stream()
                    .map(event -> new RecordedEvent(
                            event.getEventId(),
                            event.getUser(),
                            event.getTime(),
                            event.getTask(),
                            event.getInput(),
                            event.getOutput()))
                    .sorted(Comparator.comparing(RecordedEvent::time))
                    .toList();
            assertThat(events).hasSize(SHARERS * SHARER_EVENTS + TARGETS * TARGET_EVENTS);
            return new Recording("live", "", events, List.of(), Exclusions.NONE);
        }
    }

    /** Ratings of one moment have no order of their own on a topic, so only such as differ in time. */
    private static List<List<Rating>> people(MovieLens stream, List<String> users, int count, int events) {
        List<List<Rating>> people = new ArrayList<>();
        for (String user : users) {
            List<Rating> distinct = new ArrayList<>();
            for (Rating rating : stream.byUser().get(user)) {
                if (distinct.isEmpty()
                        || distinct.get(distinct.size() - 1).time().isBefore(rating.time())) {
                    distinct.add(rating);
                }
            }
            if (distinct.size() >= events && people.size() < count) {
                people.add(distinct.subList(0, events));
            }
        }
        assertThat(people).hasSize(count);
        return people;
    }

    private static Reply reply(JsonNode answer) {
        List<Double> probabilities = new ArrayList<>();
        answer.path("labels")
                .forEach(label -> probabilities.add(label.path("probability").asDouble()));
        return new Reply(answer.path("answer").asText(), probabilities);
    }

    private static double[] probabilities(Reply reply) {
        return Objects.requireNonNull(reply.probabilities()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static String last(List<List<Rating>> people) {
        return people.get(0).get(TARGET_EVENTS - 1).id();
    }

    private static String key(String method, String event) {
        return method + " " + event;
    }
}
