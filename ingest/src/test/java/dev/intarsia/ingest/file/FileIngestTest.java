package dev.intarsia.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.format.Entry;
import dev.intarsia.events.format.EventSource;
import dev.intarsia.events.format.FileFormat;
import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.publish.RecordedBroker;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.tasks.Tasks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIngestTest {
    private static final String EVENT =
            "{\"user\":\"u%d\",\"time\":1600000000000,\"task\":\"next-movie\",\"input\":{\"liked\":\"A\"},\"output\":\"B\"}\n";

    private static final int RATINGS = 25_000;

    private final RecordedBroker broker = new RecordedBroker(true);
    private final FileIngest ingest = new FileIngest(broker.publisher(50_000));
    private final EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void shouldSendEveryEventInOrderAndReportItsProgress() throws Exception {
        Files.writeString(folder.resolve("movies.csv"), "movieId,title,genres\n1,Heat (1995),Crime\n");
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int i = RATINGS; i > 0; i--) {
            ratings.append(i % 7).append(",1,4.0,").append(1_000_000 + i).append('\n');
        }
        Files.writeString(folder.resolve("ratings.csv"), ratings);
        List<Double> shares = new ArrayList<>();

        FileReport report = ingest.send(
                FileFormat.MOVIELENS.open(folder, Set.of(), rules), (events, unreadable, share) -> shares.add(share));

        assertThat(report).isEqualTo(new FileReport(RATINGS, 0, List.of()));
        assertThat(broker.events())
                .hasSize(RATINGS)
                .extracting(BehaviorEvent::getTime)
                .isSorted();
        assertThat(shares).containsExactly(0.4, 0.8, 1.0);
    }

    @Test
    void shouldSendUnreadableLinesToDeadLettersWithTheirPositionAndGoOn() throws Exception {
        FileReport report =
                ingest.send(lines(EVENT.formatted(1) + "nonsense\n" + EVENT.formatted(2)), IngestProgress.NONE);

        assertThat(report.events()).isEqualTo(2);
        assertThat(report.unreadable()).isEqualTo(1);
        assertThat(report.firstUnreadable())
                .singleElement()
                .satisfies(bad -> assertThat(bad.line()).isEqualTo(2));
        ProducerRecord<byte[], byte[]> letter =
                broker.records(RecordedBroker.TOPICS.deadLetters()).findFirst().orElseThrow();
        assertThat(letter.value()).isEqualTo("nonsense".getBytes(UTF_8));
        assertThat(DeadLetter.read(letter.headers())).satisfies(origin -> {
            assertThat(origin.topic()).isEqualTo("stdin");
            assertThat(origin.offset()).isEqualTo(2);
            assertThat(origin.service()).isEqualTo("ingest");
            assertThat(origin.cause()).contains("is not valid JSON at column");
        });
    }

    @Test
    void shouldStopWhenTheBrokerFailsAndSayThatSendingAgainIsSafe() {
        broker.producer().sendException = new TimeoutException("no broker");

        assertThatThrownBy(() -> ingest.send(lines(EVENT.formatted(1)), IngestProgress.NONE))
                .isInstanceOf(FileNotSentException.class)
                .hasMessageContaining("Stopped after 0 acknowledged events")
                .hasMessageContaining("no broker");
    }

    @Test
    void shouldNotTryTheNextEventWhereOneFailsAtOnce() {
        broker.producer().sendException = new TimeoutException("no registry");
        AtomicInteger read = new AtomicInteger();
        EventSource three = lines(EVENT.formatted(1).repeat(3));
        EventSource counted = new EventSource() {
            @Override
            public @Nullable Entry next() throws IOException {
                read.incrementAndGet();
                return three.next();
            }

            @Override
            public double progress() {
                return three.progress();
            }

            @Override
            public void close() throws IOException {
                three.close();
            }
        };

        assertThatThrownBy(() -> ingest.send(counted, IngestProgress.NONE)).isInstanceOf(FileNotSentException.class);

        assertThat(read).hasValue(1);
    }

    @Test
    void shouldWaitForRoomInsteadOfFailing() throws Exception {
        FileIngest narrow = new FileIngest(broker.publisher(1));

        assertThat(narrow.send(lines(EVENT.formatted(1).repeat(100)), IngestProgress.NONE)
                        .events())
                .isEqualTo(100);
    }

    private EventSource lines(String text) {
        return FileFormat.JSONL.open(new ByteArrayInputStream(text.getBytes(UTF_8)), rules);
    }
}
