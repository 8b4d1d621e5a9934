package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.UpdateRun;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A flood of events at a running trainer. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class OverloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int EVENTS = 1200;
    private static final int USERS = 6;

    @AutoClose
    private final TestTrainers trainers;

    private final TrainerTopics trainerTopics;

    OverloadIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(
                cluster,
                model,
                Map.of(
                        "kafka.max-poll-interval", "20s",
                        "batch.max-events", "32",
                        "overload.no-rehearsal", "150",
                        "overload.fewer-updates", "600"));
        trainerTopics = trainers.freshTopics();
    }

    @Test
    void shouldTrainLessInAFloodStayInTheGroupLearnEverythingOnceAndReturnToFullTraining() throws Exception {
        Random random = new Random(1);
        send(0, EVENTS, random);
        List<String> members;
        List<String> after;

        try (TrainerService trainer = trainers.start(Map.of())) {
            await().atMost(PATIENCE).until(() -> level(trainer) == 2);
            members = members();
            await().atMost(PATIENCE).until(() -> level(trainer) == 0);
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == EVENTS);
            after = members();
            send(EVENTS, 80, random);
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == EVENTS + 80);
            assertThat(level(trainer)).isZero();
            assertThat(trainer.failure()).isEmpty();
        }
        VerificationReport report = trainers.verify(Map.of(), new VerificationScope(Optional.empty(), 2));

        assertThat(members).hasSize(1).isEqualTo(after);
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.ACCEPTED)).isEqualTo(EVENTS + 80);
        assertThat(report.count(Counted.SIGNATURES)).isEqualTo(EVENTS + 80);
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(USERS);
        assertThat(report.count(Counted.PUT_OFF)).isPositive();
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(2);
        assertThat(report.largestDifference().orElseThrow()).isLessThan(1e-5);
        assertThat(trainerTopics.adapters().values())
                .filteredOn(module -> module.getModule().equals("0.q"))
                .hasSize(USERS)
                .allSatisfy(module -> assertThat(levels(module)).last().isEqualTo(0))
                .anySatisfy(module -> assertThat(levels(module)).contains(2));
    }

    private static List<Integer> levels(AdapterModule module) {
        return module.getRuns().stream().map(UpdateRun::getLevel).toList();
    }

    private void send(int from, int events, Random random) {
        for (int i = from; i < from + events; i++) {
            trainerTopics.send(TrainerTopics.event("u" + i % USERS, i, (1 + random.nextInt(10)) / 2.0 + ""));
        }
    }

    private int level(TrainerService trainer) {
        URI metrics = URI.create("http://127.0.0.1:" + trainer.managementPort() + "/metrics");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("intarsia_trainer_load_level "))
                    .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> members() throws ExecutionException, InterruptedException {
        String group = trainers.group();
        try (Admin admin = trainers.cluster().admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(MemberDescription::consumerId)
                    .toList();
        }
    }
}
