package dev.intarsia.tests.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.tests.cluster.DiskCopies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an erasure leaves on the disk, looked for byte by byte in everything that broker and services keep. The broker compacts
 * at once what it otherwise compacts within a day.
 */
class ErasedUserIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ERASED = "zenobia-who-leaves";
    private static final int FIRST = 770_011;
    private static final int EVENTS = 5;
    private static final Map<String, String> SWEEPING = Map.of("erasure.sweep-every", "2s");

    /** What the documentation says keeps the name longer; none of it keeps a text. */
    private static final Set<String> KEEP_THE_NAME =
            Set.of("consents", "signatures", "assembler-stream-candidates-repartition");

    /** They share, so that every topic is written to. */
    private static final List<String> OTHERS = List.of("ann", "bob", "cyd", "dan", "fay", "gus");

    @TempDir
    Path directory;

    private int sent = 100;

    @Test
    void shouldLeaveNothingOfAnErasedUserInTheLogAndComeBackWithoutThem() throws Exception {
        JsonNode receipt;
        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            compactAtOnce(stack);
            stack.send(ERASED, FIRST, FIRST + EVENTS);
            shareOthers(stack);
            stack.awaitOwn(ERASED, 4);
            assertThat(topicsWith(text())).contains("events");
            assertThat(topicsWith(ERASED)).contains("events", "adapters", "signatures");

            receipt = stack.erase(ERASED);
            stack.awaitForgotten(ERASED);
            String id = receipt.path("id").asText();
            await("the trainer's report")
                    .atMost(PATIENCE)
                    .until(() -> removed(stack, id, "trainer-events", "events") == EVENTS);
            await("that nothing more is to be taken out")
                    .atMost(PATIENCE)
                    .until(() -> stack.erasure(id).path("complete").asBoolean());
            assertThat(removed(stack, id, "trainer-records", "adapters")).isPositive();
            assertThat(removed(stack, id, "assembler", "statistics")).isEqualTo(1);
            assertThat(removed(stack, id, "gateway", "history")).isEqualTo(EVENTS);
            assertThat(removed(stack, id, "gateway", "adapters")).isPositive();
            awaitGone(stack);
            assertThat(stack.deadLetters()).isEmpty();
        }

        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            stack.awaitForgotten(ERASED);
            assertThat(stack.erasure(receipt.path("id").asText())
                            .path("complete")
                            .asBoolean())
                    .isTrue();
            awaitGone(stack);
            stack.send(ERASED, FIRST, FIRST + 4);
            stack.awaitOwn(ERASED, 4);
            assertThat(stack.deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldLeaveNothingOfAnErasedEventAndGoOnWithoutIt() throws Exception {
        JsonNode receipt;
        String erased = "e" + FIRST;
        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            compactAtOnce(stack);
            stack.send(ERASED, FIRST, FIRST + 6);
            stack.send(ERASED, FIRST, FIRST + 1);
            shareOthers(stack);
            stack.awaitOwn(ERASED, 4);
            stack.awaitAssembled(ERASED, 6);
            assertThat(topicsWith(text())).contains("events");

            receipt = stack.eraseEvent(ERASED, erased);
            String id = receipt.path("id").asText();
            stack.awaitOwn(ERASED, 5);
            stack.awaitAssembled(ERASED, 5);
            await("that both copies are replaced and nothing more is to be taken out")
                    .atMost(PATIENCE)
                    .until(() -> stack.erasure(id).path("complete").asBoolean()
                            && removed(stack, id, "trainer-events", "events") == 2);
            assertThat(part(stack.erasure(id), "trainer-records").path("left")).isEmpty();
            assertThat(removed(stack, id, "assembler", "statistics")).isEqualTo(1);
            assertThat(removed(stack, id, "gateway", "history")).isPositive();
            awaitTextGone(stack);
            assertThat(stack.deadLetters()).isEmpty();
        }

        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            stack.awaitOwn(ERASED, 5);
            stack.awaitAssembled(ERASED, 5);
            stack.send(ERASED, FIRST, FIRST + 1);
            stack.awaitAssembled(ERASED, 6);
            stack.send(ERASED, FIRST + 6, FIRST + 8);
            stack.awaitOwn(ERASED, 8);
            assertThat(stack.deadLetters()).isEmpty();
        }
    }

    /** @param outdated whether they are so old that changelogs no longer show what was deleted since */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBringNothingBackFromStoresThatWereCopiedBeforeTheErasure(boolean outdated) throws Exception {
        Path copy = directory.resolve("copy");
        String left = "hal";
        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            compactAtOnce(stack, outdated ? "500" : "86400000");
            stack.send(ERASED, FIRST, FIRST + EVENTS);
            stack.send(left, FIRST, FIRST + 6);
            shareOthers(stack);
            stack.awaitOwn(ERASED, 4);
            stack.awaitAssembled(ERASED, EVENTS);
            stack.awaitAssembled(left, 6);
        }
        DiskCopies.copy(state(), copy);
        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            String user = stack.erase(ERASED).path("id").asText();
            String event = stack.eraseEvent(left, "e" + FIRST).path("id").asText();
            stack.awaitForgotten(ERASED);
            stack.awaitOwn(left, 5);
            await("that both erasures are complete")
                    .atMost(PATIENCE)
                    .until(() -> stack.erasure(user).path("complete").asBoolean()
                            && stack.erasure(event).path("complete").asBoolean());
            awaitTextGone(stack);
        }

        DiskCopies.delete(state());
        DiskCopies.copy(copy, state());
        if (outdated) {
            dateLocksBack();
        }
        assertThat(topicsWith(text())).as("the old stores").isNotEmpty();
        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            assertThat(stack.adapter(ERASED).path("own").isNull()).isTrue();
            assertThat(stack.adapter(ERASED).path("assembled").isNull()).isTrue();
            assertThat(stack.adapter(left).path("own").path("events").asInt()).isEqualTo(5);
            stack.awaitAssembled(left, 5);
            stack.send(left, FIRST + 6, FIRST + 9);
            stack.awaitOwn(left, 8);
            assertTextStaysOutOfTheLog(stack);
            assertThat(stack.deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldTakeOutEventsOlderThanTheRetentionAlsoWhereTheBrokerKeepsTheirSegment() throws Exception {
        try (RunningStack stack = new RunningStack(directory, SWEEPING)) {
            compactAtOnce(stack);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
                ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, "events");
                admin.incrementalAlterConfigs(Map.of(events, set(Map.of("retention.ms", "8000"))))
                        .all()
                        .get();
            }
            stack.send("ann", FIRST, FIRST + 2);
            assertThat(topicsWith(text())).contains("events");

            await("that the text is out of the events")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        sendOthers(stack);
                        assertThat(topicsWith(text())).doesNotContain("events");
                    });
            assertThat(stack.contents("events")).as("younger ones").isNotEmpty();
            assertThat(stack.deadLetters()).isEmpty();
        }
    }

    /** So that assignments have pieces, and every topic records. */
    private void shareOthers(RunningStack stack) throws IOException, InterruptedException {
        for (String user : OTHERS) {
            stack.consent(user);
        }
        sendOthers(stack);
    }

    private void sendOthers(RunningStack stack) throws IOException, InterruptedException {
        for (String user : OTHERS) {
            stack.send(user, sent, sent + 4);
        }
        sent += 4;
    }

    /** Only a partition that is written to is compacted, and only what is no longer in its newest segment. */
    private void awaitGone(RunningStack stack) {
        await("that neither the name nor a text is in the log")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    sendOthers(stack);
                    assertThat(topicsWith(text())).isEmpty();
                    Set<String> names = topicsWith(ERASED);
                    names.removeAll(KEEP_THE_NAME);
                    assertThat(names).isEmpty();
                });
    }

    /** However much is written after. Stores of then lose it when their files are merged. */
    private void assertTextStaysOutOfTheLog(RunningStack stack) throws Exception {
        for (int round = 0; round < 3; round++) {
            sendOthers(stack);
            stack.awaitOwn(OTHERS.get(0), sent - 100);
            assertThat(with(text(), directory.resolve("data").resolve("broker")))
                    .isEmpty();
        }
    }

    private void awaitTextGone(RunningStack stack) {
        await("that the text is nowhere in the log")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    sendOthers(stack);
                    assertThat(topicsWith(text())).isEmpty();
                });
    }

    private void dateLocksBack() throws IOException {
        for (Path file : files(state())) {
            if (file.toString().endsWith(".lock")) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(13))));
            }
        }
    }

    private static String text() {
        return "Film " + FIRST;
    }

    /** How many of these a part has removed so far. */
    private static int removed(RunningStack stack, String id, String part, String what)
            throws IOException, InterruptedException {
        return part(stack.erasure(id), part).path("removed").path(what).asInt();
    }

    private static JsonNode part(JsonNode erasure, String part) {
        for (JsonNode one : erasure.path("parts")) {
            if (one.path("part").asText().equals(part)) {
                return one;
            }
        }
        return erasure.path("none");
    }

    /** Topics, and services' directories, with a file that holds these bytes. */
    private Set<String> topicsWith(String text) {
        Set<String> found = with(text, directory.resolve("data").resolve("broker"));
        found.addAll(with(text, state()));
        return found;
    }

    private Set<String> with(String text, Path folder) {
        Set<String> found = new TreeSet<>();
        for (Path file : files(folder)) {
            boolean mayHold = text.equals(ERASED) && namesKeys(file);
            if (!mayHold && new String(bytes(file), UTF_8).contains(text)) {
                found.add(topic(file));
            }
        }
        return found;
    }

    /** A manifest says from which key to which each table reaches, and names keys that are gone until it is written anew. */
    private boolean namesKeys(Path file) {
        return file.startsWith(state())
                && !file.toString().contains("trainer")
                && !file.toString().endsWith(".sst");
    }

    private Path state() {
        return directory.resolve("data").resolve("state");
    }

    private List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while services work.
            return List.of(directory.resolve("again"));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String topic(Path file) {
        return String.valueOf(file.getParent().getFileName()).replaceFirst("-\\d+$", "");
    }

    private static void compactAtOnce(RunningStack stack) throws Exception {
        compactAtOnce(stack, "500");
    }

    /** @param deletionsShowFor ms that changelogs say of what was deleted that it was */
    private static void compactAtOnce(RunningStack stack, String deletionsShowFor) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = admin.listTopics().names().get().stream()
                    .filter(topic -> !topic.equals("consents") && !topic.startsWith("__"))
                    .collect(Collectors.toMap(
                            topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            topic -> set(Map.of(
                                    "segment.ms", "500",
                                    "max.compaction.lag.ms", "500",
                                    "min.cleanable.dirty.ratio", "0",
                                    "delete.retention.ms", topic.endsWith("-changelog") ? deletionsShowFor : "500",
                                    "file.delete.delay.ms", "100"))));
            changes.put(
                    new ConfigResource(ConfigResource.Type.BROKER, ""), set(Map.of("log.cleaner.backoff.ms", "200")));
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static Collection<AlterConfigOp> set(Map<String, String> settings) {
        List<AlterConfigOp> operations = new ArrayList<>();
        settings.forEach((name, value) ->
                operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        return operations;
    }
}
