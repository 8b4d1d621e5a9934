package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.tests.topic.CommittedRecords;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack dies by SIGKILL while it works, and goes on where it was. */
class KillIT {
    private static final Topics TOPICS = Topics.of("", 2);
    private static final int USERS = 6;
    private static final int EVENTS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void shouldNeitherLoseNorRepeatAnEventWhenItIsKilledInMidStream() throws Exception {
        MovieLens stream = MovieLens.read(Path.of(System.getProperty("intarsia.home"), "data/movielens-small"));
        List<List<Rating>> people = stream.targetUsers().stream()
                .limit(USERS)
                .map(user -> stream.byUser().get(user).subList(0, EVENTS))
                .toList();

        String precision;
        try (IntarsiaProcess first = up()) {
            StackClient client = client(first);
            precision = precision(client);
            client.send(part(people, 0, EVENTS / 2));
            // Some of it has been trained on and some has not: the worst moment.
            awaitOwnAdapter(client, people.get(0).get(0).user(), 8);
            client.send(part(people, EVENTS / 2, EVENTS * 3 / 4));
            first.kill();
        }

        IntarsiaProcess restarted;
        try (BusyCores load = BusyCores.all()) {
            assertThat(load.threads()).isPositive();
            restarted = up();
        }
        try (IntarsiaProcess second = restarted) {
            StackClient client = client(second);
            assertThat(precision(client))
                    .as("a busy machine must not change what a user is answered")
                    .isEqualTo(precision);
            client.send(part(people, EVENTS * 3 / 4, EVENTS));
            for (List<Rating> person : people) {
                awaitOwnAdapter(client, person.get(0).user(), EVENTS);
            }
            Map<String, Long> expected = people.stream()
                    .flatMap(List::stream)
                    .collect(Collectors.toMap(rating -> rating.user() + " " + rating.id(), rating -> 1L));
            try (AvroSerdes serdes = new AvroSerdes(
                    Registry.connect(second.awaitWords("Registry +(\\S+)").group(1), Map.of(), RetryPolicy.DEFAULT))) {
                CommittedRecords records =
                        new CommittedRecords(second.awaitWords("Broker +(\\S+)").group(1), serdes);
                Map<String, Long> signed = records.of(TOPICS.signatures(), EventSignature.class).stream()
                        .collect(Collectors.groupingBy(
                                signature -> signature.getUser() + " " + signature.getEventId(),
                                TreeMap::new,
                                Collectors.counting()));
                assertThat(signed).isEqualTo(expected);
                Map<String, List<AdapterModule>> written = records.of(TOPICS.adapters(), AdapterModule.class).stream()
                        .collect(Collectors.groupingBy(module -> module.getUser() + " " + module.getModule()));
                // Compaction may have taken older versions; those that are left tell whether any came twice or not.
                assertThat(written).isNotEmpty().allSatisfy((module, versions) -> {
                    assertThat(versions)
                            .extracting(AdapterModule::getVersion)
                            .doesNotHaveDuplicates()
                            .isSorted();
                    assertThat(versions)
                            .allSatisfy(version -> assertThat(version.getEvents())
                                    .isEqualTo(LiveStack.SCHEDULE.at(version.getVersion())));
                    assertThat(versions.get(versions.size() - 1).getEvents()).isEqualTo(EVENTS);
                });
            }
            verify(second);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "No program there can tell another to end.")
    void shouldCloseEverythingBeforeItEndsWhenItIsToldTo() throws Exception {
        int code;
        try (IntarsiaProcess stack = up()) {
            code = stack.end();
        }

        assertThat(code).as("128 + SIGTERM, and no crash").isEqualTo(143);
        assertThat(directory.resolve("data/broker/logs/.kafka_cleanshutdown")).exists();
    }

    /** The same from the topics alone, by the command that operators have. */
    private void verify(IntarsiaProcess stack) throws IOException, InterruptedException {
        try (IntarsiaProcess verification = IntarsiaProcess.start(
                directory,
                "verify",
                "--recompute=2",
                "--bootstrap-servers=" + stack.awaitWords("Broker +(\\S+)").group(1),
                "--registry=" + stack.awaitWords("Registry +(\\S+)").group(1),
                "--set=trainer-consumer.model.measurements=" + directory.resolve("data/measurements"))) {
            int code = verification.await();
            assertThat(verification.words())
                    .contains("Nothing is wrong.")
                    .containsPattern("accepted, one position each +" + USERS * EVENTS + "\\s")
                    .containsPattern("trained again +2\\s");
            assertThat(code).isZero();
        }
    }

    private IntarsiaProcess up() throws IOException {
        IntarsiaProcess process = IntarsiaProcess.start(
                directory,
                "up",
                "--data-dir=" + directory.resolve("data"),
                "--broker-port=0",
                "--controller-port=0",
                "--registry-port=0",
                "--ingest-port=0",
                "--gateway-port=0");
        process.awaitWords("Ready\\.");
        return process;
    }

    private static List<Rating> part(List<List<Rating>> people, int from, int to) {
        return people.stream()
                .flatMap(person -> person.subList(from, to).stream())
                .toList();
    }

    private static StackClient client(IntarsiaProcess process) {
        return new StackClient(
                URI.create(process.awaitWords("Ingest +(\\S+)").group(1)),
                URI.create(process.awaitWords("Gateway +(http://[^/]+)").group(1)));
    }

    private static String precision(StackClient client) throws IOException, InterruptedException {
        String precision = client.status().path("engine").path("precision").asText();
        assertThat(precision).isIn("fp32", "bf16");
        return precision;
    }

    private static void awaitOwnAdapter(StackClient client, String user, int events) {
        Awaitility.await("own adapter of user " + user + " with " + events + " events")
                .atMost(PATIENCE)
                .until(() -> client.adapter(user).path("own").path("events").asInt() >= events);
    }
}
