package dev.intarsia.assembler.user;

import static org.apache.kafka.streams.processor.PunctuationType.WALL_CLOCK_TIME;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.output.Rekeying;
import dev.intarsia.assembler.pool.ErasedUser;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.assembler.roster.ReleaseProcessor;
import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.service.streams.ErasedFiles;
import dev.intarsia.service.streams.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Keeps who consents, announces candidates, and forgets a user on demand. */
public final class ConsentProcessor extends ContextualProcessor<byte[], byte[], byte[], Output> {
    private final TopicReader<ConsentKey, SharingConsent> reader;
    private final Rekeying rekeying;
    private final AssemblerMetrics metrics;
    private final Candidacy candidacy;
    private final Counting counting;
    private final PastSignatures past;
    private final LivePool live;
    private final Issuing issuing;
    private final Duration settled;
    private AssemblerStores stores;
    private ReadOnlyKeyValueStore<String, Release> releases;

    @SuppressWarnings("NullAway.Init")
    public ConsentProcessor(
            TopicReader<ConsentKey, SharingConsent> reader,
            Rekeying rekeying,
            UserRules rules,
            PastSignatures past,
            LivePool live,
            AssemblerMetrics metrics) {
        this.reader = reader;
        this.rekeying = rekeying;
        this.metrics = metrics;
        this.candidacy = new Candidacy(rules.minEvents());
        this.counting = new Counting(rules);
        this.past = past;
        this.live = live;
        this.issuing = new Issuing(live, rules.margin());
        this.settled = rules.settled();
    }

    @Override
    public void init(ProcessorContext<byte[], Output> context) {
        super.init(context);
        stores = AssemblerStores.of(context, settled);
        releases = context.getStateStore(ReleaseProcessor.RELEASES);
        context.schedule(ErasedFiles.TICK, WALL_CLOCK_TIME, stores.files()::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord origin = SourceRecord.of(record, context());
        ReadResult<SharingConsent> read = origin.read(reader);
        if (read instanceof ReadResult.Unreadable<SharingConsent> unreadable) {
            rekeying.of(origin, unreadable.cause()).ifPresent(rekeyed -> {
                metrics.rekeyed(origin.topic(), unreadable.cause().reason());
                context().forward(rekeyed);
            });
            refuse(origin, RecordRefusal.of(unreadable.cause()));
            return;
        }
        try {
            follow(read, reader.key(origin.content().key()), record);
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            refuse(origin, RecordRefusal.of(e));
        }
    }

    private void follow(ReadResult<SharingConsent> read, ConsentKey key, Record<byte[], byte[]> record) {
        if (read instanceof ReadResult.Value<SharingConsent> value) {
            decide(value.value(), record);
        } else if (!key.isEvent()) {
            // The trainer, which has the event, writes its signature once more to take it out.
            erase(key.user(), record);
        }
    }

    private void refuse(SourceRecord origin, RecordRefusal refusal) {
        metrics.refused(origin.topic(), refusal.reason());
        context().forward(Output.Refused.of(origin, refusal));
    }

    private void decide(SharingConsent consent, Record<byte[], byte[]> record) {
        String user = consent.getUser();
        AssemblerUserState before = stores.user(user);
        if (!consent.getGranted() || consent.getShareRatio() == 0) {
            stores.users().put(user, before.sharing(null));
            context().forward(record.withValue(new Output.CandidacyChange(null)));
            return;
        }
        Sharing sharing = new Sharing(consent.getShareRatio(), 0);
        AssemblerUserState after = before.sharing(sharing);
        Candidate candidate = null;
        if (candidacy.isDue(after)) {
            candidate = candidacy.announce(after.behavior(), sharing);
            after = after.sharing(new Sharing(sharing.shareRatio(), after.events()));
        }
        stores.users().put(user, after);
        if (candidate != null) {
            context().forward(record.withValue(new Output.CandidacyChange(candidate)));
        }
    }

    private void erase(String user, Record<byte[], byte[]> record) {
        AssemblerUserState state = stores.user(user);
        Behavior before = state.behavior();
        stores.users().delete(user);
        int sampled = PopulationPart.forget(stores.population(), user);
        stores.takeOutOfFiles(user, context().currentSystemTimeMs());
        stores.erasures().remember(user, record.timestamp());
        context().forward(record.withValue(new Output.Erased()));
        context().forward(record.withValue(new Output.CandidacyChange(null)));
        Release order = releases.get(user);
        if (order != null && order.getTime().toEpochMilli() <= record.timestamp()) {
            context().forward(record.withValue(new Output.OrderErased()));
        }
        List<EventSignature> since = stores.erasures().since(user, before.lastIngestedAt())
                ? List.of()
                : past.of(user, context().taskId().partition(), Instant.ofEpochMilli(record.timestamp()), before);
        List<EventSignature> anew = countAnew(user, before, since, record);
        if (sampled > 0) {
            store(anew);
        }
        context()
                .forward(Output.Removed.of(stores.reports()
                        .add(
                                ConsentKey.of(user),
                                Instant.ofEpochMilli(record.timestamp()),
                                Map.of(
                                        "statistics", before.statistics().events() > 0 ? 1L : 0,
                                        "assignments", state.issued().version() > 0 ? 1L : 0,
                                        "candidacies", state.sharing() == null ? 0L : 1,
                                        "sampled-events", (long) sampled),
                                Instant.ofEpochMilli(context().currentSystemTimeMs()))));
        live.erased(context().taskId().partition(), new ErasedUser(user, anew));
    }

    /**
     * What counts anew of a user of the sample stays in its store, so that a restart finds it there that comes before the
     * processor of signatures has followed.
     */
    private void store(List<EventSignature> counting) {
        UserSample sample = UserSample.empty();
        for (EventSignature signature : counting) {
            sample = sampled(sample, signature);
        }
        for (UserSample.Drawn event : sample.events()) {
            EventSignature any = counting.get(0);
            stores.population()
                    .put(
                            SampledEvent.key(any.getUser(), event.eventId()),
                            new SampledEvent(any.getUser(), any.getBaseModel(), event.eventId(), event.signature()));
        }
    }

    private UserSample sampled(UserSample before, EventSignature signature) {
        if (signature.getRetracted()) {
            return before.without(signature.getEventId()).orElse(before);
        }
        try {
            int most = live.population().rules().eventsPerUser();
            return before.with(signature.getEventId(), counting.reading().vectors(signature), most)
                    .orElse(before);
        } catch (UnusableSignatureException e) {
            throw new IllegalStateException("A signature that counts cannot be read.", e);
        }
    }

    /**
     * What a user did after the erasure was counted before it was read, and a sum cannot be taken apart.
     *
     * @return those signatures that count
     */
    private List<EventSignature> countAnew(
            String user, Behavior before, List<EventSignature> since, Record<byte[], byte[]> record) {
        Behavior anew = Behavior.none(before.baseModel());
        List<EventSignature> counting = new ArrayList<>();
        for (EventSignature signature : since) {
            Behavior next = followed(anew, signature);
            if (next != anew) {
                counting.add(signature);
                anew = next;
            }
        }
        if (anew.statistics().events() > 0) {
            begin(user, AssemblerUserState.unknown().with(anew), record);
        }
        return counting;
    }

    private void begin(String user, AssemblerUserState counted, Record<byte[], byte[]> record) {
        long now = context().currentSystemTimeMs();
        Optional<Issuing.Issue> issue = live.isInUse()
                ? issuing.next(user, counted, AssignmentCause.HISTORY, Instant.ofEpochMilli(now))
                : Optional.empty();
        issue.ifPresent(next -> {
            // What it rests on is later than the erasure, and a broker takes no time that is not yet.
            long time = Math.max(record.timestamp(), now);
            context().forward(record.withTimestamp(time).withValue(next.assigned()));
            metrics.assigned(next.assigned().assignment(), now);
        });
        stores.users().put(user, issue.map(Issuing.Issue::state).orElse(counted));
    }

    private Behavior followed(Behavior behavior, EventSignature signature) {
        boolean counts =
                signature.getBaseModel().equals(behavior.baseModel()) && !Counting.isDuplicate(behavior, signature);
        try {
            return counts ? counting.apply(behavior, signature) : behavior;
        } catch (UnusableSignatureException refusedBefore) {
            return behavior;
        }
    }
}
