package dev.intarsia.ingest;

import dev.intarsia.ingest.http.BrokerReadiness;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.registry.UnknownSchemaException;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.topic.TopicCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Ready when the broker shows the topics ingest writes and the registry has answered once; it is cached after that. */
final class TopicsReadiness implements BrokerReadiness, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final Registry registry;
    private final Topics topics;
    private volatile boolean registryAnswered;

    TopicsReadiness(Admin admin, Registry registry, Topics topics) {
        this.admin = admin;
        this.registry = registry;
        this.topics = topics;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        askBroker(problems);
        askRegistry(problems);
        return problems;
    }

    private void askBroker(List<String> problems) {
        List<Topic<?, ?>> written = List.of(topics.events(), topics.consents(), topics.erasures());
        try {
            new TopicCheck(admin, written, PATIENCE).requirePresence();
        } catch (KafkaException e) {
            problems.add("The broker does not show the topics "
                    + written.stream().map(Topic::name).collect(Collectors.joining(", "))
                    + "; check kafka.bootstrap-servers and create the topics: " + e);
        }
    }

    private void askRegistry(List<String> problems) {
        if (registryAnswered) {
            return;
        }
        try {
            String subject = topics.events().subject();
            registry.ask("the versions of " + subject, client -> client.getAllVersions(subject));
            registryAnswered = true;
        } catch (RegistryUnavailableException | UnknownSchemaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        // Questions that an absent broker never answered must not hold the end back.
        admin.close(Duration.ZERO);
    }
}
