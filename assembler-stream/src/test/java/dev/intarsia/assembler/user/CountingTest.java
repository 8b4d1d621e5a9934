package dev.intarsia.assembler.user;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.assembler.fixture.Records;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.schemas.avro.EventSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random streams of a user's signatures, late, repeated, out of order and retracted, against a plain computation. */
class CountingTest {
    private static final int STREAMS = 2_000;
    private static final ModuleId Q0 = ModuleId.parse("0.q");

    @Test
    void shouldCountEachEventByItsOwnTimeWhateverTheOrder() throws UnusableSignatureException {
        for (int seed = 0; seed < STREAMS; seed++) {
            Random random = new Random(seed);
            Decay decay = Decay.halfLife(Duration.ofSeconds(1L << random.nextInt(25)));
            Map<String, EventSignature> counted = new HashMap<>();

            Behavior behavior = follow(stream(random), decay, counted);

            assertThat(behavior.statistics().events()).as("seed %d", seed).isEqualTo(counted.size());
            if (!counted.isEmpty()) {
                Instant latest = behavior.signature().reference().orElseThrow();
                double weight = 0;
                double sum = 0;
                for (EventSignature signature : counted.values()) {
                    double left = Math.pow(
                            0.5,
                            (double) Duration.between(time(signature), latest).toMillis()
                                    / decay.halfLife().toMillis());
                    weight += left;
                    sum += left * Integer.parseInt(signature.getEventId().substring(1));
                }
                assertThat(behavior.signature().weight()).as("seed %d", seed).isEqualTo(weight, within(1e-9));
                assertThat((double) behavior.signature().sum(Q0)[0])
                        .as("seed %d", seed)
                        .isEqualTo(sum, within(1e-3));
            }
        }
    }

    /** Applies a stream as the processor does, through bytes, and keeps what counts in a map. */
    private static Behavior follow(List<EventSignature> stream, Decay decay, Map<String, EventSignature> counted)
            throws UnusableSignatureException {
        Counting counting = new Counting(new UserRules(
                Optional.empty(),
                GateKind.GRADIENT,
                2,
                decay,
                1_000,
                10,
                10,
                0,
                Duration.ofDays(1),
                Duration.ofSeconds(1)));
        Behavior behavior = Behavior.none(BASE);
        Map<String, Boolean> gone = new HashMap<>();
        for (EventSignature signature : stream) {
            boolean duplicate = signature.getRetracted()
                    ? gone.containsKey(signature.getEventId()) && !counted.containsKey(signature.getEventId())
                    : counted.containsKey(signature.getEventId());
            assertThat(Counting.isDuplicate(behavior, signature)).isEqualTo(duplicate);
            if (!duplicate) {
                behavior = stored(counting.apply(behavior, signature));
                if (signature.getRetracted()) {
                    counted.remove(signature.getEventId());
                    gone.put(signature.getEventId(), true);
                } else {
                    counted.put(signature.getEventId(), signature);
                }
            }
        }
        return behavior;
    }

    private static Behavior stored(Behavior behavior) {
        byte[] form =
                AssemblerUserStateSerde.FORM.write(AssemblerUserState.unknown().with(behavior));
        return AssemblerUserStateSerde.FORM.read(form).behavior();
    }

    private static Instant time(EventSignature signature) {
        return signature.getEventTime().isBefore(signature.getIngestedAt())
                ? signature.getEventTime()
                : signature.getIngestedAt();
    }

    /** Events of one number, their own, shuffled; some sent twice, some retracted, some of those twice. */
    private static List<EventSignature> stream(Random random) {
        List<EventSignature> events = new ArrayList<>();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            Instant time = NOON.plusMillis(random.nextInt(1 << (5 + random.nextInt(26))) - 10_000);
            events.add(signature("e" + i, time, NOON.plusSeconds(random.nextInt(10_000_000)), false));
        }
        Collections.shuffle(events, random);
        List<EventSignature> stream = new ArrayList<>(events);
        for (EventSignature event : events) {
            int at = stream.indexOf(event);
            if (random.nextInt(4) == 0) {
                stream.add(at + 1 + random.nextInt(stream.size() - at), event);
            }
            while (random.nextInt(3) == 0) {
                stream.add(at + 1 + random.nextInt(stream.size() - at), retraction(event));
            }
        }
        return stream;
    }

    private static EventSignature retraction(EventSignature event) {
        return signature(event.getEventId(), time(event), event.getIngestedAt().plusSeconds(1), true);
    }

    private static EventSignature signature(String event, Instant time, Instant ingestedAt, boolean retracted) {
        EventSignature plain = Records.signature("ada", event, Integer.parseInt(event.substring(1)), 0);
        return EventSignature.newBuilder()
                .setUser(plain.getUser())
                .setEventId(event)
                .setEventTime(time)
                .setIngestedAt(ingestedAt)
                .setTask(plain.getTask())
                .setBaseModel(plain.getBaseModel())
                .setBaseLoss(plain.getBaseLoss())
                .setModules(plain.getModules())
                .setRetracted(retracted)
                .build();
    }
}
