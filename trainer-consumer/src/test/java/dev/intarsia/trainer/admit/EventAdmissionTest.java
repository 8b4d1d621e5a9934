package dev.intarsia.trainer.admit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventAdmissionTest {
    private static final Topics TOPICS = Topics.standard();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RetryPolicy NONE = new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));

    @AutoClose
    private static Tokenizer tokenizer;

    private static AvroSerdes serdes;
    private static EventAdmission admission;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        tokenizer = Tokenizer.open(TinyTokenizer.SMALLER.write(directory));
        Registry registry = new Registry(new MockSchemaRegistryClient(), "mock://admission", NONE);
        new SchemaBootstrap(registry).declare(TOPICS);
        serdes = new AvroSerdes(registry);
        admission = admission(serdes);
    }

    @Test
    void shouldEncodeAnEventThatFitsItsTask() {
        Admission admitted = admission.admit(record("ada", event().build()));

        assertThat(admitted).isInstanceOfSatisfying(Admission.Admitted.class, yes -> {
            TrainingEvent arrival = yes.arrival();
            assertThat(arrival.user()).isEqualTo("ada");
            assertThat(arrival.task()).isEqualTo("movie-rating");
            assertThat(arrival.time()).isEqualTo(NOON.minusSeconds(60));
            assertThat(arrival.event().eventId()).isEqualTo("e1");
            assertThat(arrival.event().ingestedAt()).isEqualTo(NOON);
            assertThat(tokenizer.decode(arrival.event().example().tokens()))
                    .contains("Heat")
                    .contains("4.5");
        });
    }

    static Stream<Arguments> badEvents() {
        return Stream.of(
                bad("unknown task", event -> event.setTask("knitting"), "knitting"),
                bad("no such answer", event -> event.setOutput("6.5"), "output"),
                bad("missing field", event -> event.setInput(Map.of()), "title"),
                bad("unknown field", event -> event.setInput(Map.of("title", "Heat", "plot", "x")), "plot"),
                bad("no id", event -> event.setEventId(""), "eventId"),
                bad("somebody else's", event -> event.setUser("bob"), "user 'bob'"));
    }

    private static Arguments bad(String name, Consumer<BehaviorEvent.Builder> change, String named) {
        return Arguments.of(name, change, named);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEvents")
    void shouldRefuseAnEventThatDoesNotFit(String name, Consumer<BehaviorEvent.Builder> change, String named) {
        BehaviorEvent.Builder event = event();
        change.accept(event);

        assertThat(admission.admit(record("ada", event.build())))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.refusal().cause()).contains(named));
    }

    @Test
    void shouldJudgeARecordAgainAsItWasJudgedBefore() {
        Task task = Tasks.bundled().require("movie-rating");
        for (int most = 4; most < 70; most += 3) {
            EventAdmission narrow = new EventAdmission(
                    serdes.reader(TOPICS.events()), Tasks.bundled(), new ExampleEncoder(tokenizer, most));
            for (String label : task.labels()) {
                ConsumerRecord<byte[], byte[]> record =
                        record("ada", event().setOutput(label).build());

                Admission first = narrow.admit(record);

                assertThat(narrow.admitAgain(record)).hasSameClassAs(first);
                assertThat(narrow.admitAgain(record)).hasSameClassAs(first);
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNotAnEvent() {
        assertThat(admission.admit(raw("ada".getBytes(UTF_8), "hello".getBytes(UTF_8))))
                .isInstanceOf(Admission.Refused.class);
        assertThat(admission.admit(raw("ada".getBytes(UTF_8), null)))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.refusal().cause()).contains("no value"));
        assertThat(admission.admit(raw(null, record("ada", event().build()).value())))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.refusal().cause()).contains("key"));
    }

    @Test
    void shouldTakeARecordUnderAKeyOfItsOwnAndPassOverTheOneThatTakesItOut() {
        byte[] key = EventKey.of(event().build()).toString().getBytes(UTF_8);

        assertThat(admission.admit(raw(key, record("ada", event().build()).value())))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(admission.admit(raw(key, null))).isInstanceOf(Admission.Withdrawal.class);
    }

    @Test
    void shouldRefuseAnEventOnThePartitionOfAnotherUser() {
        byte[] good = record("ada", event().build()).value();
        int wrong = (TOPICS.signatures().partition("ada", 8) + 1) % 8;

        assertThat(admission.admit(new ConsumerRecord<>("events", wrong, 17, "ada".getBytes(UTF_8), good)))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.refusal().cause()).contains("partition " + wrong));
    }

    @Test
    void shouldBlameNoRecordForAnUnavailableRegistry() {
        Registry out = Registry.connect("http://127.0.0.1:1", Map.of(), NONE);
        byte[] good = record("ada", event().build()).value();

        try (AvroSerdes unreachable = new AvroSerdes(out)) {
            assertThatThrownBy(() -> admission(unreachable).admit(raw("ada".getBytes(UTF_8), good)))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private static EventAdmission admission(AvroSerdes serdes) {
        return new EventAdmission(serdes.reader(TOPICS.events()), Tasks.bundled(), new ExampleEncoder(tokenizer, 64));
    }

    private static BehaviorEvent.Builder event() {
        return BehaviorEvent.newBuilder()
                .setEventId("e1")
                .setUser("ada")
                .setTime(NOON.minusSeconds(60))
                .setTask("movie-rating")
                .setInput(Map.of("title", "Heat", "year", "1995"))
                .setOutput("4.5")
                .setIngestedAt(NOON);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, BehaviorEvent event) {
        ProducerRecord<byte[], byte[]> written = serdes.writer(TOPICS.events()).record(8, EventKey.earlier(key), event);
        return raw(written.key(), written.value());
    }

    private static ConsumerRecord<byte[], byte[]> raw(byte[] key, byte[] value) {
        return new ConsumerRecord<>("events", TOPICS.signatures().partition("ada", 8), 17, key, value);
    }
}
