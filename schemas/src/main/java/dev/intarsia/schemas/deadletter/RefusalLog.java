package dev.intarsia.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of refused records in every service's log, in one sentence, what was wrong, where, and what to do. */
public final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final int SHOWN = 128;
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private RefusalLog() {}

    /** A record goes to the dead letters. */
    public static void deadLetter(
            RecordRefusal refusal, String topic, int partition, long offset, byte @Nullable [] key) {
        log.warn("To the dead letters: {}", sentence(refusal, topic, partition, offset, key));
    }

    /** A record is passed over, since another service brings it to the dead letters. */
    public static void skipped(RecordRefusal refusal, String topic, int partition, long offset, byte @Nullable [] key) {
        log.warn("Passed over: {}", sentence(refusal, topic, partition, offset, key));
    }

    /**
     * A record is not used because it does not fit what this service is set to, as any number of them may not after a change
     * of settings: only the first of a topic and reason is a warning.
     */
    public static void unfit(RecordRefusal refusal, String topic, int partition, long offset, byte @Nullable [] key) {
        String sentence = sentence(refusal, topic, partition, offset, key);
        if (SAID.add(topic + " " + refusal.reason())) {
            log.warn("Not used, as others may be of which only intarsia_records_refused_total tells: {}", sentence);
        } else {
            log.debug("Not used: {}", sentence);
        }
    }

    static String sentence(RecordRefusal refusal, String topic, int partition, long offset, byte @Nullable [] key) {
        return topic + " partition " + partition + " offset " + offset + " key " + shown(key) + " ("
                + refusal.reason().text() + "): " + refusal.cause() + " "
                + refusal.reason().advice();
    }

    private static String shown(byte @Nullable [] key) {
        if (key == null) {
            return "none";
        }
        String text = new String(key, 0, Math.min(key.length, SHOWN), UTF_8);
        return "'" + text.replaceAll("\\p{Cntrl}", "?") + (key.length > SHOWN ? "…'" : "'");
    }
}
