package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Cleanup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How the broker forgets records of {@code events}, as its settings are and not as the catalogue has them.
 *
 * @param compacts whether nulls take records out
 * @param erasedWithin how long after its null a record may stay, as long as the partition is written to
 * @param retention how long others stay; nothing where they stay for ever
 */
record EventsCleanup(boolean compacts, Duration erasedWithin, Optional<Duration> retention) {
    EventsCleanup {
        requireNonNull(erasedWithin);
        requireNonNull(retention);
    }

    /** Asks the broker. */
    static EventsCleanup of(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = requireNonNull(
                BrokerAnswer.await(admin.describeConfigs(List.of(resource)).all())
                        .get(resource));
        List<String> policies = List.of(config.get("cleanup.policy").value().split(",", -1));
        Duration lag = millis(config, "max.compaction.lag.ms");
        // A segment ends after the shorter of both, and is compacted once its first record is as old as the lag.
        Duration segment = millis(config, "segment.ms");
        Duration rolled = segment.compareTo(lag) < 0 ? segment : lag;
        Duration retention = millis(config, "retention.ms");
        return new EventsCleanup(
                policies.contains("compact"),
                lag.compareTo(Duration.ofDays(36_500)) > 0 ? lag : lag.plus(rolled),
                policies.contains("delete") && !retention.isNegative() ? Optional.of(retention) : Optional.empty());
    }

    private static Duration millis(Config config, String name) {
        return Duration.ofMillis(Long.parseLong(config.get(name).value()));
    }

    /** When a record is out of the files that was replaced by a null now. */
    Instant erasedBy(Instant now) {
        return plus(now, erasedWithin);
    }

    /** When a record of then is out of the files that only its age removes. */
    Instant agedBy(Instant written) {
        return retention.map(stay -> plus(written, stay.plus(Cleanup.SEGMENT))).orElse(FAR);
    }

    /** Records from before are to go by their age, whether or not the broker finds a whole segment of them. */
    Instant expiredBefore(Instant now) {
        return compacts ? retention.map(now::minus).orElse(Instant.MIN) : Instant.MIN;
    }

    /** As good as never, and a time that a record can hold. */
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private static Instant plus(Instant from, Duration stay) {
        return stay.compareTo(Duration.ofDays(36_500)) > 0 ? FAR : from.plus(stay);
    }
}
