package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.NOON;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetractionTest {
    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start(@TempDir Path state) {
        assembler = new DrivenAssembler(
                state, Map.of("model.fingerprint", BASE, "signatures.half-life", "1h", "signatures.remember", "3"));
        assembler.send(piece("north", 0, 1));
        assembler.send(piece("east", 1, 0));
        assembler.pass(Duration.ofSeconds(1));
    }

    @Test
    void shouldAssignAsIfTheEventHadNeverBeen() {
        assembler.send(signature("ada", "e1", 1, 3));
        assembler.send(signature("ada", "e2", 5, 0));
        assembler.send(retraction(signature("ada", "e2", 5, 0)));

        List<KeyValue<String, Assignment>> sent = assembler.assignments();
        Assignment after = sent.get(2).value;
        assertThat(after.getModules()).isEqualTo(sent.get(0).value.getModules());
        assertThat(after.getEvents()).isEqualTo(1);
        assertThat(after.getVersion()).isEqualTo(3);
        assertThat(after.getLastEventId()).isEqualTo("e2");
        assertThat(after.getLastIngestedAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void shouldAssignNothingOnceTheLastEventIsTakenOut() {
        assembler.send(signature("ada", "e1", 1, 3));
        assembler.send(retraction(signature("ada", "e1", 1, 3)));

        Assignment after = assembler.assignments().get(1).value;
        assertThat(after.getModules()).isEmpty();
        assertThat(after.getEvents()).isZero();
    }

    @Test
    void shouldTakeAnEventOutOnceAndCountItOnceWhenItIsSentAfterThat() {
        assembler.send(signature("ada", "e1", 1, 3));
        assembler.send(signature("ada", "e2", 1, 0));
        assembler.send(retraction(signature("ada", "e1", 1, 3)));
        assembler.send(retraction(signature("ada", "e1", 1, 3)));
        assembler.send(later(signature("ada", "e1", 1, 3), NOON.plusSeconds(2)));
        assembler.send(later(signature("ada", "e1", 1, 3), NOON.plusSeconds(2)));

        assertThat(assembler.assignments())
                .hasSize(4)
                .last()
                .satisfies(last -> assertThat(last.value.getEvents()).isEqualTo(2));
        assertThat(assembler.metric("intarsia.assembler.signatures.duplicate")).isEqualTo(2);
        assertThat(assembler.deadLetters()).isEmpty();
    }

    @Test
    void shouldTakeOutAnEventFromLongAgoThatMustHaveCounted() {
        for (String event : List.of("e1", "e2", "e3", "e4", "e5")) {
            assembler.send(signature("ada", event, event.equals("e1") ? 9 : 1, 0));
        }

        assembler.send(after(4, retraction(signature("ada", "e1", 9, 0))));
        assembler.send(after(4, retraction(signature("ada", "e1", 9, 0))));

        ConsentKey event = ConsentKey.of("ada", "e1");
        assertThat(assembler.reports()).hasSize(2).allSatisfy(report -> {
            assertThat(report.getErasure()).isEqualTo(ErasureKey.erasure(event, NOON.plusSeconds(1)));
            assertThat(report.getRemoved()).isEqualTo(Map.of("statistics", 1L));
        });
        assertThat(sum("ada")).containsExactly(4, 0);
        assertThat(assembler.user("ada").events()).isEqualTo(4);
        assertThat(assembler.deadLetters()).isEmpty();
    }

    @Test
    void shouldSubtractNothingForAnEventThatCannotHaveCounted() {
        assembler.send(signature("ada", "e2", 1, 0));
        assembler.send(signature("ada", "e3", 1, 0));

        assembler.send(after(2, retraction(signature("ada", "e1", 9, 0))));

        assertThat(sum("ada")).containsExactly(2, 0);
        assertThat(assembler.user("ada").events()).isEqualTo(2);
        assertThat(assembler.deadLetters()).isEmpty();
    }

    @Test
    void shouldRefuseToTakeOutAnEventThatItDoesNotKnow() {
        for (String event : List.of("e1", "e2", "e3", "e4")) {
            assembler.send(signature("ada", event, 1, 0));
        }
        assembler.assignments();

        assembler.send(retraction(signature("ada", "e1", 1, 0)));
        assembler.send(retraction(signature("ada", "never", 1, 0)));

        assertThat(assembler.assignments()).isEmpty();
        assertThat(assembler.deadLetters())
                .extracting(RetractionTest::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause)
                                .contains("Event 'e1' cannot be taken out")
                                .contains("latest 3")
                                .contains("signatures.remember"),
                        cause -> assertThat(cause).contains("Event 'never'"));
    }

    @Test
    void shouldRefuseToTakeOutAnEventAtALaterTimeThanItCounted() {
        assembler.send(signature("ada", "e1", 1, 0));
        EventSignature later = EventSignature.newBuilder(retraction(signature("ada", "e1", 1, 0)))
                .setEventTime(NOON)
                .build();

        assembler.send(later);

        assertThat(assembler.deadLetters())
                .singleElement()
                .extracting(RetractionTest::cause)
                .asString()
                .contains("take it out with the time it was added with");
    }

    @Test
    void shouldStayTakenOutWhenAnErasureFromBeforeIsReadLate() {
        Instant erased = NOON.plusSeconds(30);
        assembler.send(later(signature("ada", "e1", 1, 3), erased.plusSeconds(1)));
        assembler.send(later(signature("ada", "e2", 1, 0), erased.plusSeconds(2)));
        assembler.send(later(retraction(signature("ada", "e1", 1, 3)), erased.plusSeconds(3)));
        assembler.assignments();

        assembler.erase("ada", erased);

        Assignment anew = assembler.assignments().get(1).value;
        assertThat(anew.getEvents()).isEqualTo(1);
        assertThat(anew.getLastEventId()).isEqualTo("e1");
        assertThat(anew.getLastIngestedAt()).isEqualTo(erased.plusSeconds(3));
    }

    private float[] sum(String user) {
        return assembler.user(user).behavior().statistics().sum().sum(ModuleId.parse("0.q"));
    }

    private static EventSignature after(long events, EventSignature retraction) {
        return EventSignature.newBuilder(retraction).setEventsAfter(events).build();
    }

    private static EventSignature later(EventSignature signature, Instant moment) {
        return EventSignature.newBuilder(signature).setIngestedAt(moment).build();
    }

    private static EventSignature retraction(EventSignature signature) {
        return EventSignature.newBuilder(signature)
                .setIngestedAt(signature.getIngestedAt().plusSeconds(1))
                .setRetracted(true)
                .build();
    }

    private static String cause(TestRecord<byte[], byte[]> letter) {
        return Arrays.stream(letter.headers().toArray())
                .map(header -> new String(header.value(), UTF_8))
                .filter(value -> value.contains("Event '"))
                .findFirst()
                .orElse("");
    }
}
