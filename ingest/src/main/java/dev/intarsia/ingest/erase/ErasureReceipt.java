package dev.intarsia.ingest.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was asked for when a user or an event was erased, and by when it is done where services run, topics have the catalogue's settings
 * and go on being written to.
 *
 * @param id names the erasure, not the user
 * @param moment up to when everything goes
 * @param places where something goes
 */
public record ErasureReceipt(String id, Instant moment, List<Place> places) {
    /** How soon services that run have read an erasure, and the trainer has looked through its events. */
    private static final Duration FOLLOWED = Duration.ofHours(2);

    public ErasureReceipt {
        requireNonNull(id);
        requireNonNull(moment);
        places = List.copyOf(places);
    }

    /**
     * Where something goes.
     *
     * @param where a topic, or services' state
     * @param what of the user's is there
     * @param finalBy when it cannot be read there any more
     */
    public record Place(String where, String what, Instant finalBy) {}

    /** The receipt of an erasure. */
    public static ErasureReceipt of(ConsentKey erased, Instant given, Topics topics) {
        Instant moment = given.truncatedTo(ChronoUnit.MILLIS);
        Stream<Place> places = erased.isEvent() ? ofEvent(moment, topics) : ofUser(moment, topics);
        return new ErasureReceipt(ErasureKey.erasure(erased, moment), moment, places.toList());
    }

    private static Stream<Place> ofEvent(Instant moment, Topics topics) {
        Instant followed = moment.plus(FOLLOWED);
        return Stream.of(
                place(topics.events(), "the event, however often it was sent", followed),
                place(
                        topics.adapters(),
                        "the user's adapter that had learned it; one without it replaces it",
                        followed),
                place(topics.pieces(), "pieces of that adapter that the user shared", followed),
                place(topics.gates(), "the gates of these pieces", followed),
                place(topics.assignments(), "the assignment that it counted in", followed),
                place(topics.signatures(), "the event's signature, by its age", moment),
                place(topics.deadLetters(), "the event where it was refused, by its age", moment),
                new Place("services", "the event, and adapters that had learned it, on disk too", followed.plus(DAY)));
    }

    private static Stream<Place> ofUser(Instant moment, Topics topics) {
        Instant followed = moment.plus(FOLLOWED);
        return Stream.of(
                place(topics.events(), "what the user did", followed),
                place(topics.adapters(), "the user's own adapter", followed),
                place(topics.pieces(), "pieces that the user shared", followed),
                place(topics.gates(), "the gates of these pieces", followed),
                place(topics.assignments(), "which pieces made up the user's assembled adapter", followed),
                place(topics.roster(), "the user's election as a sharer", followed),
                place(topics.signatures(), "signatures of events, by their age", moment),
                place(topics.deadLetters(), "the user's refused records, by their age", moment),
                new Place("services", "adapters, histories, statistics and caches, on disk too", followed.plus(DAY)));
    }

    private static final Duration DAY = Duration.ofDays(1);

    private static Place place(Topic<?, ?> topic, String what, Instant from) {
        return new Place(topic.name(), what, from.plus(topic.cleanup().goneWithin()));
    }

    /** When the last of it is gone. */
    public Instant finalBy() {
        return places.stream().map(Place::finalBy).max(Instant::compareTo).orElse(moment);
    }

    /** The same for the topic, without what everybody knows. */
    public ErasureProgress requested(Instant now) {
        return ErasureProgress.newBuilder()
                .setErasure(id)
                .setPart(ErasureKey.REQUEST)
                .setMoment(moment)
                .setRecordedAt(now)
                .setRemoved(Map.of())
                .setLeft(Map.of())
                .setComplete(true)
                .setFinalBy(finalBy())
                .build();
    }
}
