package dev.intarsia.tests.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class TrainerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVERY = TestTrainers.EVERY;
    private static final Path FOREIGN =
            Path.of(System.getProperty("intarsia.home")).resolve("models/default");

    @AutoClose
    private final TestTrainers trainers;

    private TrainerTopics trainerTopics;

    TrainerIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(cluster, model, Map.of("batch.max-events", "16", "pieces.republish-above", "0"));
        trainerTopics = trainers.freshTopics();
    }

    @Test
    void shouldTakeEventsToSignaturesAdaptersAndPieces() {
        trainerTopics.consent("u1", 1);
        trainerTopics.elect("u1");
        List<BehaviorEvent> log = log(40, 3);
        log.forEach(trainerTopics::send);

        try (TrainerService trainer = trainer("a")) {
            awaitLearned(log);
            assertThat(trainer.failure()).isEmpty();
        }

        List<AdapterModule> ever = new ArrayList<>();
        Map<String, AdapterModule> adapters = trainerTopics.adapters(ever);
        for (String user : List.of("u0", "u1", "u2")) {
            int events = (int)
                    log.stream().filter(event -> event.getUser().equals(user)).count();
            List<AdapterModule> modules = of(user, adapters);
            assertThat(modules).extracting(AdapterModule::getModule).containsExactly("0.q", "0.v", "1.q", "1.v");
            assertThat(modules).allSatisfy(module -> {
                assertThat(module.getVersion()).isEqualTo(events / EVERY);
                assertThat(module.getEvents()).isEqualTo(events / EVERY * EVERY);
                assertThat(module.getModules()).isEqualTo(4);
                assertThat(module.getBaseModel())
                        .isEqualTo(trainers.tiny().model().fingerprint());
                assertThat(module.getParentVersion()).isEqualTo(module.getVersion() - 1);
            });
            // Of updates within one batch only the last is written, but always whole.
            assertThat(ever.stream()
                            .filter(module -> module.getUser().equals(user))
                            .collect(Collectors.groupingBy(AdapterModule::getVersion, Collectors.counting()))
                            .values())
                    .containsOnly(4L);
        }
        assertThat(trainerTopics.signatures())
                .allSatisfy(signature -> assertThat(signature.getModules()).hasSize(4))
                .anySatisfy(signature -> assertThat(signature.getOwnLoss()).isNotNull())
                .filteredOn(signature -> signature.getOwnVersion() == 0)
                .allSatisfy(signature -> assertThat(signature.getOwnLoss()).isNull());
        GradientGates gates = new GradientGates(
                trainers.tiny().model().fingerprint(), trainers.tiny().model().layout(), 16);
        assertThat(trainerTopics.pieces().values()).hasSize(4).allSatisfy(piece -> {
            AdapterModule standing = adapters.get("u1/" + piece.getModule());
            assertThat(piece.getSharer()).isEqualTo("u1");
            assertThat(piece.getVersion()).isEqualTo(standing.getVersion());
            assertThat(piece.getWeights()).isEqualTo(standing.getWeights());
            assertThat(piece.getDigest()).isEqualTo(PieceDigest.of(piece.getWeights(), piece.getGate()));
            assertThat(piece.getGateKind()).isEqualTo(GateKind.GRADIENT);
            assertThat(piece.getEvents()).isEqualTo(standing.getEvents());
            assertThat(piece.getLastIngestedAt()).isEqualTo(standing.getLastIngestedAt());
            Gate gate = trainerTopics.gates().get("u1/" + piece.getModule());
            assertThat(gate.getVersion()).isEqualTo(piece.getVersion());
            assertThat(gate.getPieceDigest()).isEqualTo(piece.getDigest());
            assertThat(gate.getEvents()).isEqualTo(standing.getEvents());
            assertThat(LittleEndianFloats.decode(gate.getGate()))
                    .isEqualTo(
                            gates.of(ModuleId.parse(piece.getModule()), LittleEndianFloats.decode(piece.getWeights())));
        });
    }

    @Test
    void shouldPublishPiecesAgainThatHaveNoGate() {
        trainerTopics.consent("u0", 1);
        trainerTopics.elect("u0");
        List<BehaviorEvent> log = log(20, 1);
        log.forEach(trainerTopics::send);
        try (TrainerService trainer = trainer("a")) {
            awaitLearned(log);
            await().atMost(PATIENCE).until(() -> trainerTopics.gates().size() == 4);
            assertThat(trainer.failure()).isEmpty();
        }
        Map<String, Piece> pieces = trainerTopics.pieces();
        Map<String, Gate> gates = trainerTopics.gates();
        trainerTopics.deleteGate("u0/0.q");
        assertThat(trainerTopics.gates()).hasSize(3);

        try (TrainerService trainer = trainer("a")) {
            await().atMost(PATIENCE).until(() -> trainerTopics.gates().size() == 4);
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(trainerTopics.gates()).isEqualTo(gates);
        assertThat(trainerTopics.pieces()).isEqualTo(pieces);
    }

    @Test
    void shouldLoseNothingAndTrainNothingTwiceWhenItIsKilledWithItsDiskAndWithout() throws Exception {
        List<BehaviorEvent> log = log(400, 5);
        Map<String, String> undisturbed = undisturbed(log);
        trainerTopics = trainers.freshTopics();
        log.forEach(trainerTopics::send);
        File output = trainers.directory().resolve("killed.log").toFile();

        for (boolean losesDisk : List.of(false, true)) {
            int waitFor = trainerTopics.signatures().size() + 1;
            try (TrainerProcess process = TrainerProcess.start(trainers.settings(Map.of()), output)) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> trainerTopics.signatures().size() >= waitFor);
                process.kill();
            }
            if (losesDisk) {
                loseDisk("a");
            }
            assertThat(trainerTopics.signatures()).hasSizeLessThan(log.size());
        }
        try (TrainerService trainer = trainer("a")) {
            awaitLearned(log);
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(digests()).isEqualTo(undisturbed);
    }

    @Test
    void shouldRebalancePartitionsWithInstancesThatJoinAndLeave() {
        List<BehaviorEvent> log = log(240, 6);
        Map<String, String> undisturbed = undisturbed(log);
        trainerTopics = trainers.freshTopics();

        try (TrainerService first = trainer("a")) {
            log.subList(0, 80).forEach(trainerTopics::send);
            await().atMost(PATIENCE).until(() -> !trainerTopics.signatures().isEmpty());
            try (TrainerService second = trainer("b")) {
                log.subList(80, 160).forEach(trainerTopics::send);
                await().atMost(PATIENCE).until(second::ready);
                awaitLearned(log.subList(0, 160));
                assertThat(second.failure()).isEmpty();
            }
            log.subList(160, 240).forEach(trainerTopics::send);
            awaitLearned(log);
            assertThat(first.failure()).isEmpty();
        }

        assertThat(digests()).isEqualTo(undisturbed);
    }

    @Test
    void shouldHaveOtherTrainersPartitionsOnStandby() {
        List<BehaviorEvent> log = log(240, 6);
        Map<String, String> undisturbed = undisturbed(log);
        trainerTopics = trainers.freshTopics();
        Map<String, String> often = Map.of("state.standby-every", "100ms");

        try (TrainerService second = trainer("b", often)) {
            try (TrainerService first = trainer("a", often)) {
                await().atMost(PATIENCE).until(() -> first.ready() && second.ready());
                log.subList(0, 160).forEach(trainerTopics::send);
                awaitLearned(log.subList(0, 160));
                List<AdapterModule> modules = new ArrayList<>();
                trainerTopics.adapters(modules);
                int all = 160 + modules.size();
                await().atMost(PATIENCE).until(() -> standbyRecords(first) + standbyRecords(second) >= all);
            }
            long before = assignedRecords(second);
            log.subList(160, 240).forEach(trainerTopics::send);
            awaitLearned(log);

            assertThat(second.failure()).isEmpty();
            // Of 160 events with their adapters, those at most that came after the last look.
            assertThat(assignedRecords(second) - before).isLessThan(40);
        }

        assertThat(digests()).isEqualTo(undisturbed);
    }

    private static long standbyRecords(TrainerService trainer) {
        return records(trainer, "standby");
    }

    private static long assignedRecords(TrainerService trainer) {
        return records(trainer, "assigned");
    }

    private static long records(TrainerService trainer, String kind) {
        URI metrics = URI.create("http://127.0.0.1:" + trainer.managementPort() + "/metrics");
        String start = "intarsia_trainer_restore_records_total{kind=\"" + kind + "\"} ";
        try {
            String page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return page.lines()
                    .filter(line -> line.startsWith(start))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(start.length())))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldGoOnAfterItsProducerWasFenced() {
        List<BehaviorEvent> log = log(120, 4);
        Map<String, String> undisturbed = undisturbed(log);
        trainerTopics = trainers.freshTopics();

        try (TrainerService trainer = trainer("a")) {
            log.subList(0, 60).forEach(trainerTopics::send);
            awaitLearned(log.subList(0, 60));
            trainerTopics.fence(trainers.group() + "-a");
            log.subList(60, 120).forEach(trainerTopics::send);
            awaitLearned(log);
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(digests()).isEqualTo(undisturbed);
    }

    @Test
    void shouldStopWithAClearErrorWhereAnotherInstanceHasItsName() {
        try (TrainerService first = trainer("a")) {
            await().atMost(PATIENCE).until(first::ready);
            Path elsewhere = trainers.disk("elsewhere");
            try (TrainerService second = trainer("a", Map.of("state.directory", elsewhere.toString()))) {
                await().atMost(PATIENCE).until(() -> first.failure().isPresent());
                await().atMost(PATIENCE).until(second::ready);
            }
            assertThat(first.failure().orElseThrow()).hasMessageContaining("kafka.instance");
            assertThat(first.ready()).isFalse();
        }
    }

    @Test
    void shouldSendBadRecordsToDeadLettersAndGoOn() {
        List<BehaviorEvent> log = log(20, 1);
        log.subList(0, 10).forEach(trainerTopics::send);
        trainerTopics.sendBytes("u0", "no Avro".getBytes(UTF_8));
        BehaviorEvent misfit = BehaviorEvent.newBuilder(log.get(3))
                .setEventId("misfit")
                .setOutput("eleven")
                .build();
        trainerTopics.send(misfit);
        log.subList(10, 20).forEach(trainerTopics::send);

        try (TrainerService trainer = trainer("a")) {
            awaitLearned(log);
            assertThat(trainer.failure()).isEmpty();
        }

        int partition = trainers.topics().signatures().partition("u0", 2);
        assertThat(trainerTopics.deadLetters())
                .extracting(letter -> DeadLetter.read(letter.headers()))
                .satisfiesExactlyInAnyOrder(
                        letter -> {
                            assertThat(letter.topic())
                                    .isEqualTo(trainers.topics().events().name());
                            assertThat(letter.partition()).isEqualTo(partition);
                            assertThat(letter.offset()).isEqualTo(10);
                            assertThat(letter.service()).isEqualTo("trainer-consumer");
                        },
                        letter -> {
                            assertThat(letter.offset()).isEqualTo(11);
                            assertThat(letter.cause()).contains("movie-rating").contains("output");
                        });
        assertThat(trainerTopics.deadLetters())
                .filteredOn(letter -> DeadLetter.read(letter.headers()).offset() == 10)
                .extracting(letter -> new String(letter.value(), UTF_8))
                .containsExactly("no Avro");
    }

    /** As with the tokenizer of another model, whose tokens this one does not have. */
    @Test
    void shouldStopAtTheSameEventHoweverOftenItIsStartedAgainWhereEveryEventFails() throws IOException {
        List<BehaviorEvent> log = log(130, 1);
        log.forEach(trainerTopics::send);

        try (Tokenizer foreign = Tokenizer.open(FOREIGN)) {
            for (int start = 0; start < 3; start++) {
                try (TrainerService trainer = trainer("a", Map.of(), foreign)) {
                    await().atMost(PATIENCE).until(() -> trainer.failure().isPresent());
                    assertThat(trainer.failure().orElseThrow())
                            .hasMessageContaining("100 events in a row")
                            .hasMessageContaining("at offset 100");
                }
                assertThat(trainerTopics.deadLetters()).hasSize(100);
            }
        }

        try (TrainerService mended = trainer("a")) {
            awaitLearned(log.subList(100, 130));
            assertThat(mended.failure()).isEmpty();
        }
        assertThat(trainerTopics.deadLetters()).hasSize(100);
    }

    @Test
    void shouldPublishAnExistingAdapterAtOnceWhenItsUserIsElectedAndWithdrawItAtOnce() {
        List<BehaviorEvent> log = log(20, 1);
        log.forEach(trainerTopics::send);

        try (TrainerService trainer = trainer("a")) {
            awaitLearned(log);
            assertThat(trainerTopics.pieces()).isEmpty();

            trainerTopics.elect("u0");
            trainerTopics.consent("u0", 0.5);
            await().atMost(PATIENCE).until(() -> trainerTopics.pieces().size() == 2);
            Map<String, Piece> half = trainerTopics.pieces();

            trainerTopics.consent("u0", 1);
            await().atMost(PATIENCE).until(() -> trainerTopics.pieces().size() == 4);
            assertThat(trainerTopics.pieces()).containsAllEntriesOf(half);

            trainerTopics.consent("u0", 0.5);
            await().atMost(PATIENCE).until(() -> trainerTopics.pieces().size() == 2);
            assertThat(trainerTopics.pieces()).isEqualTo(half);
            assertThat(trainerTopics.withdrawals().values())
                    .containsExactly(WithdrawalReason.SHARE_RATIO, WithdrawalReason.SHARE_RATIO);

            trainerTopics.dismiss("u0");
            await().atMost(PATIENCE).until(() -> trainerTopics.pieces().isEmpty());
            half.keySet()
                    .forEach(piece ->
                            assertThat(trainerTopics.withdrawals().get(piece)).isEqualTo(WithdrawalReason.DEMOTED));
            assertThat(trainer.failure()).isEmpty();
        }
        assertThat(trainerTopics.adapters()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLeaveNothingOfAnErasedUserEvenAfterARestart(boolean losesDisk) {
        trainerTopics.consent("u0", 1);
        trainerTopics.elect("u0");
        List<BehaviorEvent> log = log(40, 2);
        log.forEach(trainerTopics::send);
        try (TrainerService trainer = trainer("a")) {
            awaitLearned(log);
            await().atMost(PATIENCE).until(() -> trainerTopics.pieces().size() == 4);

            trainerTopics.erase("u0");
            await().atMost(PATIENCE)
                    .until(() -> trainerTopics.pieces().isEmpty()
                            && of("u0", trainerTopics.adapters()).isEmpty());
            assertThat(of("u1", trainerTopics.adapters())).hasSize(4);
            assertThat(trainerTopics.withdrawals().values()).hasSize(4).containsOnly(WithdrawalReason.WITHDRAWN);
            assertThat(trainerTopics.gates()).isEmpty();
            assertThat(trainerTopics.gateWithdrawals()).isEqualTo(trainerTopics.withdrawals());
        }

        if (losesDisk) {
            loseDisk("a");
        }
        // A later consent must not bring back what the erasure took.
        trainerTopics.consent("u0", 1);
        List<BehaviorEvent> later = new ArrayList<>();
        for (int i = 100; i < 106; i++) {
            later.add(TrainerTopics.event("u0", i, "4.0"));
        }
        later.forEach(trainerTopics::send);
        List<BehaviorEvent> all = new ArrayList<>(log);
        all.addAll(later);
        try (TrainerService trainer = trainer("a")) {
            awaitLearned(all);
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(of("u0", trainerTopics.adapters())).hasSize(4).allSatisfy(module -> {
            assertThat(module.getVersion()).isEqualTo(1);
            assertThat(module.getEvents()).isEqualTo(4);
            assertThat(module.getLastEventId()).isEqualTo("e103");
            assertThat(module.getParentVersion()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseNothingThatAnErasedUserSendsAgainEvenAfterARestart(boolean losesDisk) {
        // Fewer than the user's events, so that a restart cannot count those it holds.
        Map<String, String> few = Map.of("history.window", "8");
        List<BehaviorEvent> log = log(60, 2);
        log.forEach(trainerTopics::send);
        List<BehaviorEvent> again;
        try (TrainerService trainer = trainer("a", few)) {
            awaitLearned(log);
            trainerTopics.erase("u0");
            // At once, so that the trainer may have the events before it looks for decisions.
            Instant later = Instant.now().plusSeconds(1);
            again = log.stream()
                    .filter(event -> event.getUser().equals("u0"))
                    .map(event ->
                            BehaviorEvent.newBuilder(event).setIngestedAt(later).build())
                    .toList();
            again.forEach(trainerTopics::send);
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == log.size() + again.size());
        }
        int trained = again.size() / EVERY * EVERY;
        assertThat(of("u0", trainerTopics.adapters()))
                .hasSize(4)
                .allSatisfy(module -> assertThat(module.getEvents()).isEqualTo(trained));
        Map<String, String> before = digests();
        if (losesDisk) {
            loseDisk("a");
        }

        trainerTopics.send(TrainerTopics.event("u2", 100, "4.0"));
        try (TrainerService trainer = trainer("a", few)) {
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == log.size() + again.size() + 1);
            await().atMost(PATIENCE).until(trainer::ready);
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void shouldMakeTheSameActivationGatesForAnyBatchesAndPublishPiecesAgainWhenTheirKindChanges() {
        List<String> sharers = List.of("u0", "u1", "u2");
        List<BehaviorEvent> log = log(60, 4);
        List<Map<String, Piece>> made = new ArrayList<>();
        List<Map<String, Gate>> gatesMade = new ArrayList<>();
        for (String batch : List.of("16", "5")) {
            trainerTopics = trainers.freshTopics();
            sharers.forEach(sharer -> trainerTopics.consent(sharer, 1));
            sharers.forEach(trainerTopics::elect);
            log.forEach(trainerTopics::send);
            Map<String, String> activation =
                    Map.of("signatures.kind", "activation", "gates.steps", "4", "batch.max-events", batch);
            try (TrainerService trainer = trainer("a", activation)) {
                awaitLearned(log);
                assertThat(trainer.failure()).isEmpty();
            }
            made.add(trainerTopics.pieces());
            gatesMade.add(trainerTopics.gates());
        }

        assertThat(made.get(0)).hasSize(12).isEqualTo(made.get(1));
        assertThat(gatesMade.get(0)).hasSize(12).isEqualTo(gatesMade.get(1));
        assertThat(gatesMade.get(0).values()).allMatch(gate -> gate.getKind() == GateKind.ACTIVATION);
        assertThat(made.get(0).values()).allMatch(piece -> piece.getGateKind() == GateKind.ACTIVATION);
        assertThat(trainerTopics.signatures()).allMatch(signature -> signature.getKind() == GateKind.ACTIVATION);

        try (TrainerService trainer = trainer("a")) {
            await().atMost(PATIENCE)
                    .until(() -> trainerTopics.gates().values().stream()
                            .allMatch(gate -> gate.getKind() == GateKind.GRADIENT));
            assertThat(trainer.failure()).isEmpty();
        }
        assertThat(trainerTopics.pieces())
                .hasSize(12)
                .allSatisfy((key, piece) -> assertThat(piece.getWeights())
                        .isEqualTo(made.get(0).get(key).getWeights()));
    }

    @Test
    void shouldKeepPiecesThatHaveMovedLittleAcrossARestart() {
        trainerTopics.consent("u0", 1);
        trainerTopics.elect("u0");
        List<BehaviorEvent> log = log(EVERY, 1);
        log.forEach(trainerTopics::send);
        Map<String, String> patient = Map.of("pieces.republish-above", "1000");
        try (TrainerService trainer = trainer("a", patient)) {
            awaitLearned(log);
            await().atMost(PATIENCE).until(() -> trainerTopics.gates().size() == 4);
            assertThat(trainer.failure()).isEmpty();
        }
        Map<String, Piece> first = trainerTopics.pieces();
        Map<String, Gate> gates = trainerTopics.gates();

        List<BehaviorEvent> more = log(3 * EVERY, 1).subList(EVERY, 3 * EVERY);
        more.forEach(trainerTopics::send);
        List<BehaviorEvent> all = new ArrayList<>(log);
        all.addAll(more);
        try (TrainerService trainer = trainer("a", patient)) {
            awaitLearned(all);
            assertThat(trainer.failure()).isEmpty();
        }
        assertThat(trainerTopics.adapters().get("u0/0.q").getVersion()).isEqualTo(3);
        assertThat(trainerTopics.pieces()).isEqualTo(first);
        assertThat(trainerTopics.gates()).isEqualTo(gates);

        try (TrainerService trainer = trainer("a")) {
            await().atMost(PATIENCE)
                    .until(() -> trainerTopics.gates().values().stream()
                            .allMatch(gate -> gate.getVersion() == 3 && gate.getEvents() == 3 * EVERY));
            assertThat(trainer.failure()).isEmpty();
        }
    }

    @Test
    void shouldGiveOnlySharersAnAdapterWhereConfigured() {
        trainerTopics.consent("u0", 1);
        List<BehaviorEvent> log = log(40, 2);
        log.forEach(trainerTopics::send);

        try (TrainerService trainer = trainer("a", Map.of("adapters.for", "roster"))) {
            awaitLearned(log);
            assertThat(trainerTopics.adapters()).isEmpty();

            trainerTopics.elect("u0");
            await().atMost(PATIENCE).until(() -> trainerTopics.pieces().size() == 4);
            assertThat(of("u0", trainerTopics.adapters())).hasSize(4);
            assertThat(of("u1", trainerTopics.adapters())).isEmpty();

            trainerTopics.dismiss("u0");
            await().atMost(PATIENCE)
                    .until(() -> trainerTopics.pieces().isEmpty()
                            && trainerTopics.adapters().isEmpty());
            assertThat(trainer.failure()).isEmpty();
        }
    }

    /** By user the digest of the adapter that one trainer makes of the log, left alone. */
    private Map<String, String> undisturbed(List<BehaviorEvent> log) {
        log.forEach(trainerTopics::send);
        try (TrainerService trainer = trainer("alone")) {
            awaitLearned(log);
            assertThat(trainer.failure()).isEmpty();
        }
        return digests();
    }

    private Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        trainerTopics
                .adapters()
                .values()
                .forEach(module -> digests.merge(
                        module.getUser(), module.getVersion() + " " + module.getDigest(), (one, other) -> {
                            assertThat(other).isEqualTo(one);
                            return one;
                        }));
        return digests;
    }

    /** Waits until there is a signature of every event, and then makes sure that there is exactly one. */
    private void awaitLearned(List<BehaviorEvent> log) {
        Set<String> expected = log.stream()
                .map(event -> event.getUser() + " " + event.getEventId())
                .collect(Collectors.toSet());
        await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() >= expected.size());
        assertThat(trainerTopics.signatures())
                .extracting(TrainerIT::name)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String name(EventSignature signature) {
        return signature.getUser() + " " + signature.getEventId();
    }

    private TrainerService trainer(String instance) {
        return trainer(instance, Map.of());
    }

    private TrainerService trainer(String instance, Map<String, String> more) {
        return trainer(instance, more, trainers.tiny().tokenizer());
    }

    private TrainerService trainer(String instance, Map<String, String> more, Tokenizer tokenizer) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("kafka.instance", instance);
        return trainers.start(settings, trainers.tiny(), tokenizer);
    }

    private void loseDisk(String instance) {
        try {
            Utils.delete(trainers.disk(instance).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(trainers.disk(instance)).doesNotExist();
    }

    private static List<AdapterModule> of(String user, Map<String, AdapterModule> adapters) {
        return adapters.values().stream()
                .filter(module -> module.getUser().equals(user))
                .toList();
    }

    private static List<BehaviorEvent> log(int length, int users) {
        Random random = new Random(length);
        List<BehaviorEvent> log = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            log.add(TrainerTopics.event("u" + random.nextInt(users), i, (1 + random.nextInt(10)) / 2.0 + ""));
        }
        return log;
    }
}
