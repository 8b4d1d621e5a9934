package dev.intarsia.assembler.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.streams.processor.PunctuationType.WALL_CLOCK_TIME;

import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.election.Election;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.election.Exclusion;
import dev.intarsia.pieces.election.HarmRule;
import dev.intarsia.pieces.election.Roster;
import dev.intarsia.pieces.election.Seat;
import dev.intarsia.pieces.infer.LossChange;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.service.streams.ErasedFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers candidates from all partitions and holds an election when they have changed. */
public final class ElectionProcessor extends ContextualProcessor<String, Candidate, String, RosterEntry> {
    /** Store of the candidates by user. */
    public static final String CANDIDATES = "candidates";
    /** Store of the roster, under one key. */
    public static final String ROSTER = "roster";

    private static final Logger log = LoggerFactory.getLogger(ElectionProcessor.class);
    private static final String THE_ROSTER = "roster";
    private static final String HARM = "harm";

    private final ElectionRules rules;
    private final Duration settle;
    private final HarmRule harm;
    private final Supplier<Map<String, LossChange>> harmful;
    private final Map<String, Candidate> candidates = new TreeMap<>();
    private final ErasedFiles files = new ErasedFiles(Duration.ZERO);
    private KeyValueStore<String, Candidate> candidateStore;
    private KeyValueStore<String, Roster> rosterStore;
    private ReadOnlyKeyValueStore<String, Release> releases;
    private boolean changed;

    /**
     * @param settle how long changes are gathered before an election
     * @param harmful sharers who are, with what was measured of them; empty where nobody can be
     */
    @SuppressWarnings("NullAway.Init")
    public ElectionProcessor(
            ElectionRules rules, Duration settle, HarmRule harm, Supplier<Map<String, LossChange>> harmful) {
        this.rules = rules;
        this.settle = settle;
        this.harm = harm;
        this.harmful = harmful;
    }

    /**
     * The store of candidates.
     *
     * @param changelog how its changelog forgets
     */
    public static StoreBuilder<KeyValueStore<String, Candidate>> candidatesBuilder(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CANDIDATES), Serdes.String(), CandidateSerde.FORM.serde())
                .withLoggingEnabled(changelog);
    }

    /**
     * The store of the roster.
     *
     * @param changelog how its changelog forgets
     */
    public static StoreBuilder<KeyValueStore<String, Roster>> rosterBuilder(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ROSTER), Serdes.String(), RosterSerde.FORM.serde())
                .withLoggingEnabled(changelog);
    }

    @Override
    public void init(ProcessorContext<String, RosterEntry> context) {
        super.init(context);
        candidateStore = context.getStateStore(CANDIDATES);
        rosterStore = context.getStateStore(ROSTER);
        releases = context.getStateStore(ReleaseProcessor.RELEASES);
        try (KeyValueIterator<String, Candidate> stored = candidateStore.all()) {
            stored.forEachRemaining(entry -> candidates.put(entry.key, entry.value));
        }
        changed = true;
        context.schedule(settle, WALL_CLOCK_TIME, this::holdIfChanged);
        context.schedule(ErasedFiles.TICK, WALL_CLOCK_TIME, files::tick);
    }

    @Override
    public void process(Record<String, Candidate> record) {
        Candidate candidate = record.value();
        candidateStore.put(record.key(), candidate);
        if (candidate == null) {
            candidates.remove(record.key());
            files.erased(candidateStore, record.key().getBytes(UTF_8), context().currentSystemTimeMs());
        } else {
            candidates.put(record.key(), candidate);
        }
        changed = true;
    }

    private void holdIfChanged(long now) {
        Map<String, LossChange> found = harmful.get();
        Roster stored = rosterStore.get(THE_ROSTER);
        Roster before = stored == null ? Roster.empty() : stored;
        Map<String, Long> released = released(before);
        if (!changed && before.released().keySet().containsAll(found.keySet()) && released.isEmpty()) {
            return;
        }
        changed = false;
        Roster standing = harm.on() ? before.releasing(released) : new Roster(before.seats(), before.contested());
        Roster after = Election.hold(rules, candidates, found, standing, Instant.ofEpochMilli(now));
        if (after.equals(before)) {
            return;
        }
        rosterStore.put(THE_ROSTER, after);
        if (!known(after).containsAll(known(before))) {
            files.erased(rosterStore, THE_ROSTER.getBytes(UTF_8), now);
        }
        after.excluded().forEach((user, exclusion) -> {
            if (!exclusion.equals(before.excluded().get(user))) {
                log.warn(
                        "User '{}' is in quarantine and may not share: the adapter would change the loss of others by"
                                + " {} nats an event, far more than those of other sharers",
                        user,
                        exclusion.lossChange());
            }
        });
        released.keySet().forEach(user -> log.warn("User '{}' may share again by an operator's release", user));
        Map<String, RosterEntry> said = entries(before);
        Map<String, RosterEntry> says = entries(after);
        said.keySet().stream().filter(user -> !says.containsKey(user)).forEach(user -> forward(user, null, now));
        says.forEach((user, entry) -> {
            if (!entry.equals(said.get(user))) {
                forward(user, entry, now);
            }
        });
    }

    /** Whose exclusion an operator has ended, with the length of the history now: an order names the one that it ends. */
    private Map<String, Long> released(Roster roster) {
        Map<String, Long> released = new TreeMap<>();
        roster.excluded().forEach((user, exclusion) -> {
            Candidate candidate = candidates.get(user);
            Release order = releases.get(user);
            if (candidate != null && order != null && exclusion.since().equals(order.getExcludedSince())) {
                released.put(user, candidate.events());
            }
        });
        return released;
    }

    private static Set<String> known(Roster roster) {
        return Stream.of(roster.seats(), roster.excluded(), roster.released())
                .flatMap(users -> users.keySet().stream())
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("NullAway") // Kafka's own signatures do not say that a value may be null.
    private void forward(String sharer, @Nullable RosterEntry entry, long now) {
        context().forward(new Record<>(sharer, entry, now));
    }

    private static Map<String, RosterEntry> entries(Roster roster) {
        Map<String, RosterEntry> entries = new LinkedHashMap<>();
        roster.excluded().forEach((user, exclusion) -> entries.put(user, entry(user, exclusion)));
        roster.seats()
                .forEach((sharer, seat) -> entries.put(
                        sharer, entry(sharer, seat, roster.released().containsKey(sharer))));
        return entries;
    }

    private static RosterEntry entry(String user, Exclusion exclusion) {
        return RosterEntry.newBuilder()
                .setSharer(user)
                .setCluster(0)
                .setShareRatio(0)
                .setEvents(exclusion.events())
                .setElectedAt(exclusion.since())
                .setQuarantine(HARM)
                .setLossChange(exclusion.lossChange())
                .build();
    }

    private static RosterEntry entry(String sharer, Seat seat, boolean released) {
        return RosterEntry.newBuilder()
                .setSharer(sharer)
                .setCluster(seat.cluster())
                .setShareRatio(seat.shareRatio())
                .setEvents(seat.events())
                .setElectedAt(seat.electedAt())
                .setReleased(released)
                .build();
    }
}
