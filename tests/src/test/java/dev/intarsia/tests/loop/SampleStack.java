package dev.intarsia.tests.loop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackSettings.Ports;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.tests.topic.CommittedRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A running stack of the default base model for people of the sample stream.
 *
 * @param records of its topics
 * @param running the same stack, used in lock-step
 */
record SampleStack(LocalStack stack, AvroSerdes serdes, StackClient client, CommittedRecords records, LiveStack running)
        implements AutoCloseable {
    static final Topics TOPICS = Topics.of("", StackSettings.PARTITIONS);

    private static final Path HOME = Path.of(System.getProperty("intarsia.home"));
    static final Path CHECKPOINT = HOME.resolve("models/default");

    /**
     * Starts one.
     *
     * @param directory of its data
     * @param settings of its services, by their keys
     * @param layout of the adapters that these settings come to
     */
    static SampleStack start(Path directory, Map<Service, Map<String, String>> settings, AdapterLayout layout)
            throws Exception {
        LocalStack stack = LocalStack.start(
                new StackSettings(directory, CHECKPOINT, Ports.any(), StackSettings.PARTITIONS, settings), step -> {});
        try {
            AvroSerdes serdes =
                    new AvroSerdes(Registry.connect(stack.cluster().registryUrl(), Map.of(), RetryPolicy.DEFAULT));
            StackClient client = new StackClient(stack.ingestUrl(), stack.gatewayUrl());
            return new SampleStack(
                    stack,
                    serdes,
                    client,
                    new CommittedRecords(stack.cluster().bootstrapServers(), serdes),
                    new LiveStack(stack.cluster(), client, TOPICS, layout));
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    static MovieLens stream() throws Exception {
        return MovieLens.read(HOME.resolve("data/movielens-small"));
    }

    /** The first events of the most active users of the population. */
    static List<List<Rating>> population(MovieLens stream, int users, int events) {
        return stream.populationUsers().stream()
                .limit(users)
                .map(user -> stream.byUser().get(user).subList(0, events))
                .toList();
    }

    /** The first events of the most active user. */
    static List<Rating> target(MovieLens stream, int events) {
        return stream.byUser().get(stream.targetUsers().get(0)).subList(0, events);
    }

    /** As the trainer shapes adapters by default. */
    static AdapterLayout layout() throws Exception {
        return AdapterLayout.of(Checkpoint.open(CHECKPOINT).config(), 16, 16, Set.of(Projection.Q, Projection.V));
    }

    /** Sends the events of people who share. */
    void share(List<List<Rating>> people) throws Exception {
        for (List<Rating> person : people) {
            client.consent(person.get(0).user());
            client.send(person);
        }
    }

    /** How many sharers the gateway knows pieces of. */
    int sharers() throws Exception {
        return client.status().path("pool").path("sharers").asInt();
    }

    /** All assignments of a user so far. */
    List<Assignment> assignments(String user) {
        return records.of(TOPICS.assignments(), Assignment.class).stream()
                .filter(assignment -> assignment.getUser().equals(user))
                .toList();
    }

    /** The probabilities in an answer. */
    static List<Double> labels(JsonNode answer) {
        return answer.path("labels").findValues("probability").stream()
                .map(JsonNode::asDouble)
                .toList();
    }

    @Override
    public void close() throws Exception {
        serdes.close();
        stack.close();
    }
}
