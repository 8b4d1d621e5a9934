package dev.intarsia.assembler.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.streams.processor.PunctuationType.WALL_CLOCK_TIME;

import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.election.Election;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.election.Roster;
import dev.intarsia.pieces.election.Seat;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.service.streams.ErasedFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Gathers candidates from all partitions and holds an election when they have changed. */
public final class ElectionProcessor extends ContextualProcessor<String, Candidate, String, RosterEntry> {
    /** Store of the candidates by user. */
    public static final String CANDIDATES = "candidates";
    /** Store of the roster, under one key. */
    public static final String ROSTER = "roster";

    private static final String THE_ROSTER = "roster";

    private final ElectionRules rules;
    private final Duration settle;
    private final Map<String, Candidate> candidates = new TreeMap<>();
    private final ErasedFiles files = new ErasedFiles(Duration.ZERO);
    private KeyValueStore<String, Candidate> candidateStore;
    private KeyValueStore<String, Roster> rosterStore;
    private boolean changed;

    /** @param settle how long changes are gathered before an election */
    @SuppressWarnings("NullAway.Init")
    public ElectionProcessor(ElectionRules rules, Duration settle) {
        this.rules = rules;
        this.settle = settle;
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
        if (!changed) {
            return;
        }
        changed = false;
        Roster stored = rosterStore.get(THE_ROSTER);
        Roster before = stored == null ? Roster.empty() : stored;
        Roster after = Election.hold(rules, candidates, before, Instant.ofEpochMilli(now));
        if (after.equals(before)) {
            return;
        }
        rosterStore.put(THE_ROSTER, after);
        before.seats().keySet().stream()
                .filter(sharer -> !after.seats().containsKey(sharer))
                .forEach(sharer -> {
                    forward(sharer, null, now);
                    files.erased(rosterStore, THE_ROSTER.getBytes(UTF_8), now);
                });
        after.seats().forEach((sharer, seat) -> {
            if (!seat.equals(before.seats().get(sharer))) {
                forward(sharer, entry(sharer, seat), now);
            }
        });
    }

    @SuppressWarnings("NullAway") // Kafka's own signatures do not say that a value may be null.
    private void forward(String sharer, @Nullable RosterEntry entry, long now) {
        context().forward(new Record<>(sharer, entry, now));
    }

    private static RosterEntry entry(String sharer, Seat seat) {
        return RosterEntry.newBuilder()
                .setSharer(sharer)
                .setCluster(seat.cluster())
                .setShareRatio(seat.shareRatio())
                .setEvents(seat.events())
                .setElectedAt(seat.electedAt())
                .build();
    }
}
