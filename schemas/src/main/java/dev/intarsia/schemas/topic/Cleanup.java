package dev.intarsia.schemas.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a topic forgets. */
public sealed interface Cleanup {
    /** The value of the broker's {@code cleanup.policy}. */
    String policy();

    /** The topic settings this cleanup asks of the broker. */
    Map<String, String> settings();

    /** How long a record of an erased user may lie in the log, from its null on where there is one, in a log that is written to. */
    Duration goneWithin();

    /** Records leave a log by whole segments, so one older than its time stays as long as its segment is written to. */
    Duration SEGMENT = Duration.ofDays(1);

    /**
     * Records go within a day after they have become older than the retention.
     *
     * @param retention how long a record is kept at least
     */
    record Delete(Duration retention) implements Cleanup {
        @Override
        public String policy() {
            return "delete";
        }

        @Override
        public Duration goneWithin() {
            return retention.plus(SEGMENT);
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("cleanup.policy", policy());
            settings.put("retention.ms", Long.toString(retention.toMillis()));
            settings.put("segment.ms", Long.toString(SEGMENT.toMillis()));
            return settings;
        }
    }

    /**
     * The last record of each key stays; a record without a value removes its key.
     *
     * @param within how long a replaced or erased record may still lie in the log
     */
    record Compact(Duration within) implements Cleanup {
        @Override
        public String policy() {
            return "compact";
        }

        @Override
        public Duration goneWithin() {
            return within;
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("cleanup.policy", policy());
            settings.put("max.compaction.lag.ms", Long.toString(within.toMillis()));
            settings.put("min.cleanable.dirty.ratio", "0.2");
            settings.put("segment.bytes", Integer.toString(64 << 20));
            return settings;
        }
    }

    /**
     * As {@link Compact}; besides, records go once they are older than the retention. The broker may join segments of
     * different ages, and deletes by whole segments: what is to be gone by its age on time somebody must take out.
     *
     * @param within how long an erased record may still lie in the log
     * @param retention how long a record is kept at least, unless it is erased
     */
    record CompactAndDelete(Duration within, Duration retention) implements Cleanup {
        @Override
        public String policy() {
            return "compact,delete";
        }

        @Override
        public Duration goneWithin() {
            return within.plus(within.dividedBy(2));
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("cleanup.policy", policy());
            settings.put("retention.ms", Long.toString(retention.toMillis()));
            settings.put("max.compaction.lag.ms", Long.toString(within.toMillis()));
            // A segment's end is what compaction waits for.
            settings.put("segment.ms", Long.toString(within.toMillis() / 2));
            // Compaction reads and writes the whole partition, so the lag alone decides when.
            settings.put("min.cleanable.dirty.ratio", "0.9");
            return settings;
        }
    }

    /**
     * As {@link Compact}, but nothing is replaced before its time: a reader finds every record of that long, a null that
     * a later record followed included. What was replaced or erased goes within a day after.
     *
     * @param atLeast how long every record stays
     */
    record CompactLate(Duration atLeast) implements Cleanup {
        @Override
        public String policy() {
            return "compact";
        }

        @Override
        public Duration goneWithin() {
            return atLeast.plus(SEGMENT).plus(SEGMENT);
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("cleanup.policy", policy());
            settings.put("min.compaction.lag.ms", Long.toString(atLeast.toMillis()));
            settings.put(
                    "max.compaction.lag.ms", Long.toString(atLeast.plus(SEGMENT).toMillis()));
            return settings;
        }
    }
}
