package dev.intarsia.schemas.validation;

import java.util.Arrays;
import java.util.Optional;

/** Why a service does not use a record: the same names in every service's metrics, logs and dead letters. */
public enum RefusalReason {
    /** The key is missing, is not UTF-8, or is no key of this topic. */
    KEY("key", "Send it under a key of the topic's format."),
    /** Key and value name different users, modules or events. */
    OWNER("owner", "Send it under the key of what it is about."),
    /** It is on another partition than its key's. */
    PARTITION("partition", "Let its producer use Kafka's default partitioner on the user's name."),
    /** No version of the topic's contract reads it. */
    UNREADABLE("unreadable", "Let its producer write the contract that the registry has for this topic."),
    /** It has no value where one is needed. */
    NO_VALUE("no-value", "Send a value, or erase through the topic consents."),
    /** It is larger than any record of its topic may be. */
    TOO_LARGE("too-large", "Send a smaller one."),
    /** It holds a number that is infinite or none at all. */
    NOT_FINITE("not-finite", "Look at what its producer computed."),
    /** It holds a number so large that products with it overflow. */
    NORM("norm", "Look at what its producer computed."),
    /** Its numbers are not as many as its dimensions, or the reader's settings, say. */
    SHAPE("shape", "Give trainer, assembler and gateway the same model.rank, model.alpha and signatures.sketch."),
    /** It names a time that cannot be. */
    TIME("time", "Set its producer's clock and unit of time."),
    /** Its content is not what its digest says. */
    DIGEST("digest", "See that it comes from a trainer of this version, and that nobody else can write the topic."),
    /** It was made for another base model. */
    BASE_MODEL("base-model", "Give trainer, assembler and gateway the same base model."),
    /** It is of another kind of signatures. */
    KIND("kind", "Give signatures.kind of trainer and assembler one value."),
    /** It fits none of the tasks, or its text is too long. */
    TASK("task", "Send an event that fits a task which the trainer has."),
    /** A field says what no record of this topic may say. */
    FIELD("field", "Let its producer keep the rules of the topic."),
    /** It keeps all rules, and yet a service cannot work on it. */
    FAILS("fails", "Report it with the service's log.");

    private final String text;
    private final String advice;

    RefusalReason(String text, String advice) {
        this.text = text;
        this.advice = advice;
    }

    /** As metrics, logs and dead letters have it. */
    public String text() {
        return text;
    }

    /** What to do, as a sentence. */
    public String advice() {
        return advice;
    }

    /** The reason of this text; empty where there is none. */
    public static Optional<RefusalReason> of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text.equals(text))
                .findFirst();
    }
}
