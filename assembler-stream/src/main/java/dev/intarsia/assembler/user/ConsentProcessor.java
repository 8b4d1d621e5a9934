package dev.intarsia.assembler.user;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Origin;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps who consents, announces candidates, and forgets a user on demand. */
public final class ConsentProcessor extends ContextualProcessor<byte[], byte[], byte[], Output> {
    private final TopicReader<String, SharingConsent> reader;
    private final AssemblerMetrics metrics;
    private final Candidacy candidacy;
    private final Counting counting;
    private final PastSignatures past;
    private final LivePool live;
    private UserStores stores;

    @SuppressWarnings("NullAway.Init")
    public ConsentProcessor(
            TopicReader<String, SharingConsent> reader,
            UserRules rules,
            PastSignatures past,
            LivePool live,
            AssemblerMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
        this.candidacy = new Candidacy(rules.minEvents());
        this.counting = new Counting(rules);
        this.past = past;
        this.live = live;
    }

    @Override
    public void init(ProcessorContext<byte[], Output> context) {
        super.init(context);
        stores = UserStores.of(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ConsumerRecord<byte[], byte[]> origin = Origin.of(record, context());
        ReadResult<SharingConsent> read = reader.read(origin);
        if (read instanceof ReadResult.Unreadable<SharingConsent> unreadable) {
            refuse(origin, String.valueOf(unreadable.cause().getMessage()));
        } else if (read instanceof ReadResult.Value<SharingConsent> value) {
            String problem = problem(reader.key(origin), value.value());
            if (problem == null) {
                decide(value.value(), record);
            } else {
                refuse(origin, problem);
            }
        } else {
            erase(reader.key(origin), record);
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> origin, String problem) {
        metrics.refused(origin.topic());
        context().forward(Origin.refusal(origin, problem));
    }

    private static @Nullable String problem(String key, SharingConsent consent) {
        if (!key.equals(consent.getUser())) {
            return "A consent of user " + consent.getUser() + " has the key " + key + "; both must be the same.";
        }
        double ratio = consent.getShareRatio();
        return ratio >= 0 && ratio <= 1
                ? null
                : "The consent of user " + key + " has the share ratio " + ratio + "; it lies from 0 to 1.";
    }

    private void decide(SharingConsent consent, Record<byte[], byte[]> record) {
        String user = consent.getUser();
        UserState before = stores.user(user);
        if (!consent.getGranted() || consent.getShareRatio() == 0) {
            stores.users().put(user, before.sharing(null));
            context().forward(record.withValue(new Output.Standing(null)));
            return;
        }
        Sharing sharing = new Sharing(consent.getShareRatio(), 0);
        UserState after = before.sharing(sharing);
        if (candidacy.isDue(after)) {
            context().forward(record.withValue(new Output.Standing(candidacy.announce(after.behavior(), sharing))));
            after = after.sharing(new Sharing(sharing.shareRatio(), after.events()));
        }
        stores.users().put(user, after);
    }

    private void erase(String user, Record<byte[], byte[]> record) {
        Behavior before = stores.user(user).behavior();
        stores.users().delete(user);
        stores.erasures().remember(user, record.timestamp());
        context().forward(record.withValue(new Output.Erased()));
        context().forward(record.withValue(new Output.Standing(null)));
        if (!stores.erasures().since(user, before.lastIngestedAt())) {
            countAnew(user, before, record);
        }
    }

    /** What a user did after the erasure was counted before it was read, and a sum cannot be taken apart. */
    private void countAnew(String user, Behavior before, Record<byte[], byte[]> record) {
        Behavior since = Behavior.none(before.baseModel());
        for (EventSignature signature : past.of(
                user, context().taskId().partition(), Instant.ofEpochMilli(record.timestamp()), before.lastEventId())) {
            since = withOneMore(since, signature);
        }
        if (since.signature().events() == 0) {
            return;
        }
        Issuing issuing = Issuing.of(user, UserState.unknown().with(since), live.assembler(), AssignmentCause.HISTORY);
        context().forward(record.withValue(issuing.assigned()));
        metrics.assigned(issuing.assigned().assignment(), context().currentSystemTimeMs());
        stores.users().put(user, issuing.state());
    }

    private Behavior withOneMore(Behavior behavior, EventSignature signature) {
        boolean counts = signature.getBaseModel().equals(behavior.baseModel())
                && !behavior.recent().contains(signature.getEventId());
        try {
            return counts ? counting.add(behavior, signature) : behavior;
        } catch (UnusableSignatureException refusedBefore) {
            return behavior;
        }
    }
}
