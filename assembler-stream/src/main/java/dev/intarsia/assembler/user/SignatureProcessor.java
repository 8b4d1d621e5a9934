package dev.intarsia.assembler.user;

import static org.apache.kafka.streams.processor.PunctuationType.WALL_CLOCK_TIME;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.ErasedUser;
import dev.intarsia.assembler.pool.GateProcessor;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.validation.RefusalReason;
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
import org.jspecify.annotations.Nullable;

/** Adds each signature to its user's statistics, or takes it out, and gives the user a new assignment. */
public final class SignatureProcessor extends ContextualProcessor<byte[], byte[], byte[], Output> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONG_TICK = Duration.ofMinutes(1);

    private final TopicReader<String, EventSignature> reader;
    private final UserRules rules;
    private final LivePool live;
    private final AssemblerMetrics metrics;
    private final Counting counting;
    private final Candidacy candidacy;
    private final Issuing issuing;
    private AssemblerStores stores;
    private Reassembly reassembly;
    private @Nullable PopulationPart population;
    private ReadOnlyKeyValueStore<ModuleKey, Gate> gates;

    @SuppressWarnings("NullAway.Init")
    public SignatureProcessor(
            TopicReader<String, EventSignature> reader, UserRules rules, LivePool live, AssemblerMetrics metrics) {
        this.reader = reader;
        this.rules = rules;
        this.live = live;
        this.metrics = metrics;
        this.counting = new Counting(rules);
        this.candidacy = new Candidacy(rules.minEvents());
        this.issuing = new Issuing(live, rules.margin());
    }

    @Override
    public void init(ProcessorContext<byte[], Output> context) {
        super.init(context);
        stores = AssemblerStores.of(context, rules.settled());
        context.schedule(ErasedFiles.TICK, WALL_CLOCK_TIME, stores.files()::tick);
        gates = context.getStateStore(GateProcessor.GATES);
        live.begin();
        reassembly = new Reassembly(stores.users(), live, issuing, rules.rescore(), metrics);
        Punctuation upkeep = new Punctuation(stores, rules, live, metrics, reassembly, context);
        context.schedule(TICK, WALL_CLOCK_TIME, now -> {
            part();
            upkeep.tick(now);
        });
        context.schedule(LONG_TICK, WALL_CLOCK_TIME, upkeep::forgetErasures);
    }

    /** This partition's part of the sample, with what is stored as its beginning, and as erasures have left it. */
    private PopulationPart part() {
        PopulationPart present = population == null ? begin() : population;
        for (ErasedUser erased : live.takeErased(context().taskId().partition())) {
            forget(erased, present);
        }
        return present;
    }

    private PopulationPart begin() {
        Optional<String> known = rules.baseModel().or(stores::knownBaseModel);
        PopulationPart begun = PopulationPart.begin(
                stores.population(), live.population(), context().taskId().partition(), known);
        population = begun;
        known.ifPresent(baseModel -> live.baseModel(baseModel, gates));
        return begun;
    }

    /** The processor of consents erases from the stores, and counts anew; what is in memory is this one's. */
    private void forget(ErasedUser erased, PopulationPart part) {
        part.remove(erased.user());
        reassembly.forget(erased.user());
        AssemblerUserState anew = stores.users().get(erased.user());
        if (anew != null && anew.events() > 0) {
            reassembly.looked(erased.user(), anew, true);
        }
        for (EventSignature signature : erased.since()) {
            try {
                sample(signature, part, counting.reading().vectors(signature));
            } catch (UnusableSignatureException e) {
                throw new IllegalStateException("A signature that counts cannot be read.", e);
            }
        }
    }

    @Override
    public void close() {
        if (population != null) {
            population.end();
        }
        metrics.ended(reassembly);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord origin = SourceRecord.of(record, context());
        PopulationPart part = part();
        try {
            EventSignature signature = signature(origin);
            if (signature.getModules().isEmpty()) {
                pass(signature);
            } else {
                count(signature, part, record);
            }
        } catch (UnusableSignatureException e) {
            refuse(origin, e.refusal());
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            refuse(origin, RecordRefusal.of(e));
        }
    }

    /** Events of users whose adapters are no LoRAs say nothing of pieces: they are never counted, and so never taken out. */
    private void pass(EventSignature signature) {
        if (signature.getRetracted()) {
            report(signature, 0);
        }
    }

    private void refuse(SourceRecord origin, RecordRefusal refusal) {
        metrics.refused(origin.topic(), refusal.reason());
        context().forward(Output.Refused.of(origin, refusal));
    }

    private EventSignature signature(SourceRecord origin) throws UnusableSignatureException {
        ReadResult<EventSignature> read = origin.read(reader);
        if (read instanceof ReadResult.Unreadable<EventSignature> unreadable) {
            throw new UnusableSignatureException(
                    unreadable.cause().reason(),
                    String.valueOf(unreadable.cause().getMessage()));
        }
        if (read instanceof ReadResult.Value<EventSignature> value) {
            checkBaseModel(value.value());
            return value.value();
        }
        throw new IllegalStateException("A signature without a value is unreadable.");
    }

    private void checkBaseModel(EventSignature signature) throws UnusableSignatureException {
        String inForce = live.baseModel(signature.getBaseModel(), gates);
        if (!inForce.equals(signature.getBaseModel())) {
            throw new UnusableSignatureException(
                    RefusalReason.BASE_MODEL,
                    "The signature is of base model " + signature.getBaseModel() + " where " + inForce
                            + " is in force; set model.fingerprint to change it.");
        }
    }

    private void count(EventSignature signature, PopulationPart part, Record<byte[], byte[]> record)
            throws UnusableSignatureException {
        String user = signature.getUser();
        AssemblerUserState before = stores.user(user).under(signature.getBaseModel());
        if (stores.erasures().since(user, signature.getIngestedAt())) {
            metrics.late();
        } else if (Counting.isDuplicate(before.behavior(), signature)) {
            metrics.duplicate();
            if (signature.getIngestedAt().isAfter(before.behavior().lastIngestedAt())) {
                // Perhaps no duplicate, but sent again after an erasure that is yet to be read: it looks from here.
                stores.users()
                        .put(
                                user,
                                before.with(
                                        before.behavior().until(signature.getEventId(), signature.getIngestedAt())));
            }
        } else {
            AssemblerUserState counted = before.with(counting.apply(before.behavior(), signature));
            follow(counted, signature, part, record);
        }
        if (signature.getRetracted()) {
            report(signature, before.events() - stores.user(user).events());
        }
    }

    /** @param events how many count less now */
    private void report(EventSignature retraction, long events) {
        stores.takeOutOfFiles(retraction.getUser(), context().currentSystemTimeMs());
        context()
                .forward(Output.Removed.of(stores.reports()
                        .add(
                                ConsentKey.of(retraction.getUser(), retraction.getEventId()),
                                retraction.getIngestedAt(),
                                Map.of("statistics", Math.max(0, events)),
                                Instant.ofEpochMilli(context().currentSystemTimeMs()))));
    }

    /** Works everything out before the first of it has an effect. */
    private void follow(
            AssemblerUserState counted, EventSignature signature, PopulationPart part, Record<byte[], byte[]> record)
            throws UnusableSignatureException {
        String user = signature.getUser();
        long now = context().currentSystemTimeMs();
        Map<ModuleId, float[]> sampled =
                live.samples() && part.hasRoom(user) ? counting.reading().vectors(signature) : Map.of();
        Optional<Issuing.Issue> issue = issuing.next(user, counted, AssignmentCause.HISTORY, Instant.ofEpochMilli(now));
        List<Output> outputs = new ArrayList<>();
        issue.ifPresentOrElse(next -> outputs.add(next.assigned()), metrics::kept);
        AssemblerUserState after = issue.map(Issuing.Issue::state).orElse(counted);
        Sharing sharing = after.sharing();
        if (sharing != null && candidacy.isDue(after)) {
            outputs.add(new Output.CandidacyChange(candidacy.announce(after.behavior(), sharing)));
            after = after.sharing(new Sharing(sharing.shareRatio(), after.events()));
        }
        stores.users().put(user, after);
        sample(signature, part, sampled);
        reassembly.looked(user, after, issue.isPresent());
        outputs.forEach(output -> context().forward(record.withValue(output)));
        issue.ifPresent(next -> metrics.assigned(next.assigned().assignment(), now));
    }

    private void sample(EventSignature signature, PopulationPart part, Map<ModuleId, float[]> vectors) {
        String user = signature.getUser();
        if (!live.samples()) {
            return;
        }
        if (signature.getRetracted()) {
            part.retract(user, signature.getEventId());
        } else if (!vectors.isEmpty()) {
            part.add(user, signature.getBaseModel(), signature.getEventId(), vectors);
        }
    }
}
