package dev.intarsia.tests.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.assembler.AssemblerService;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalClusterTest
class AssemblerRecoveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path state;

    private final TestCluster cluster;
    private final Topics topics;
    private SignatureStream stream;

    AssemblerRecoveryIT(TestCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.moreTopics(2);
    }

    @BeforeEach
    void open() throws Exception {
        stream = new SignatureStream(cluster, topics);
        stream.piece("sam");
        stream.piece("sue");
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void shouldGoOnFromKafkaWhenItsDiskIsLost() throws Exception {
        try (AssemblerService first = started(state.resolve("first"))) {
            await().atMost(PATIENCE).until(first::isReady);
            for (int n = 0; n < 5; n++) {
                stream.signature("ada", n);
            }
            awaitEvents("ada", 5);
        }

        try (AssemblerService second = started(state.resolve("second"))) {
            stream.signature("ada", 4);
            stream.signature("ada", 5);
            awaitEvents("ada", 6);

            List<Assignment> assignments = stream.assignments("ada");
            assertThat(assignments).extracting(Assignment::getVersion).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(assignments).allSatisfy(assignment -> {
                assertThat(assignment.getCause()).isEqualTo(AssignmentCause.HISTORY);
                assertThat(assignment.getModules().get(0).getPieces()).hasSize(2);
            });
            assertThat(assignments)
                    .extracting(Assignment::getPoolVersion)
                    .containsOnly(assignments.get(0).getPoolVersion());
            stream.piece("tim");
            await().atMost(PATIENCE).until(() -> last("ada").getCause() == AssignmentCause.POOL);
            assertThat(last("ada").getModules().get(0).getPieces()).hasSize(3);
        }
    }

    @Test
    void shouldKeepWhatAUserDidAfterAnErasureThatIsReadLate() throws Exception {
        Instant erased = Instant.now();
        try (AssemblerService assembler = started(state.resolve("late"))) {
            for (int n = 0; n < 3; n++) {
                stream.signature("ada", n, erased.minusSeconds(1));
            }
            stream.signature("bob", 0, erased.plusSeconds(1));
            stream.signature("ada", 1, erased.plusSeconds(1));
            stream.signature("ada", 7, erased.plusSeconds(1));
            awaitEvents("ada", 4);

            stream.erase("ada", erased);
            await().atMost(PATIENCE).until(() -> last("ada").getVersion() == 1);
            assertThat(last("ada").getEvents()).isEqualTo(2);
            assertThat(last("ada").getLastEventId()).isEqualTo("e7");

            stream.signature("ada", 8, erased.plusSeconds(2));
            awaitEvents("ada", 3);
        }
    }

    @Test
    void shouldCountEachSignatureOnceHoweverOftenItIsKilled() throws Exception {
        int sent = 0;
        for (int life = 0; life < 3; life++) {
            Process assembler = AssemblerProcess.start(settings(state.resolve("alone"), topics));
            try {
                for (int n = 0; n < 200; n++) {
                    stream.signature("user-" + sent % 7, sent);
                    sent++;
                }
                int some = sent - 50;
                await().atMost(PATIENCE).until(() -> eventsOfAll() >= some);
            } finally {
                assembler.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
        int all = sent;
        try (AssemblerService last = started(state.resolve("alone"))) {
            await().atMost(PATIENCE).until(() -> eventsOfAll() >= all);
        }

        assertThat(eventsOfAll()).isEqualTo(all);
        for (int user = 0; user < 7; user++) {
            List<Assignment> assignments = stream.assignments("user-" + user);
            List<Long> inOrder = IntStream.rangeClosed(1, assignments.size())
                    .mapToObj(Long::valueOf)
                    .toList();
            assertThat(assignments).extracting(Assignment::getVersion).containsExactlyElementsOf(inOrder);
            assertThat(assignments)
                    .filteredOn(assignment -> assignment.getCause() == AssignmentCause.HISTORY)
                    .extracting(Assignment::getEvents)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldWaitForTopicsThatAreNotThereYet() throws Exception {
        Topics later = Topics.of("later-than-the-assembler.", 2);
        Map<String, String> settings = settings(state, later);
        try (AssemblerService early = new AssemblerService(AssemblerConfig.SETTINGS.with(settings))) {
            early.start();
            assertThat(early.isReady()).isFalse();

            try (Admin admin = cluster.admin();
                    Registry registry = Registry.connect(cluster.registryUrl())) {
                new TopicCreation(admin).create(later);
                new SchemaBootstrap(registry).declare(later);
            }

            await().atMost(PATIENCE).until(early::isReady);
        }
    }

    private long eventsOfAll() {
        Map<String, Long> events = new HashMap<>();
        stream.assignments()
                .forEach(assignment -> events.merge(assignment.getUser(), assignment.getEvents(), Math::max));
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    private void awaitEvents(String user, long events) {
        await().atMost(PATIENCE)
                .until(() -> !stream.assignments(user).isEmpty() && last(user).getEvents() == events);
    }

    private Assignment last(String user) {
        List<Assignment> assignments = stream.assignments(user);
        return assignments.get(assignments.size() - 1);
    }

    private AssemblerService started(Path directory) {
        AssemblerService service = new AssemblerService(AssemblerConfig.SETTINGS.with(settings(directory, topics)));
        service.start();
        return service;
    }

    /** Each signature is to bring an assignment, so that what is counted can be seen. */
    private Map<String, String> settings(Path directory, Topics of) {
        Map<String, String> settings = new HashMap<>(AssemblerProcess.settings(cluster, of, directory));
        settings.putAll(Map.of("weights.kind", "ridge", "assignments.margin", "0"));
        return settings;
    }
}
