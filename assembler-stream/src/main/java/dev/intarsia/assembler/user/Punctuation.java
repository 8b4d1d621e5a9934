package dev.intarsia.assembler.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What a partition needs done from time to time, whether or not a record comes. */
final class Punctuation {
    private final AssemblerStores stores;
    private final ReadOnlyKeyValueStore<ModuleKey, Piece> pieces;
    private final UserRules rules;
    private final LivePool live;
    private final AssemblerMetrics metrics;
    private final ProcessorContext<byte[], Output> context;
    private final Rescoring rescoring;

    Punctuation(
            AssemblerStores stores,
            ReadOnlyKeyValueStore<ModuleKey, Piece> pieces,
            UserRules rules,
            LivePool live,
            AssemblerMetrics metrics,
            ProcessorContext<byte[], Output> context) {
        this.stores = stores;
        this.pieces = pieces;
        this.rules = rules;
        this.live = live;
        this.metrics = metrics;
        this.context = context;
        this.rescoring = new Rescoring(stores.users(), rules.rescore());
    }

    void tick(long now) {
        live.settle(pieces, now);
        if (live.isInUse()) {
            rescoring.advance(live.assembler(), (user, assigned) -> {
                context.forward(new Record<>(user.getBytes(UTF_8), assigned, now));
                metrics.assigned(assigned.assignment(), now);
            });
        }
        for (Record<byte[], Output> letter : live.takeRefused(context.taskId().partition(), now)) {
            metrics.refused("pieces");
            context.forward(letter);
        }
    }

    /** Forgets erasures from so long ago that no signature from before them can come any more. */
    void forgetErasures(long now) {
        stores.erasures().forget(now, rules.erasureGuard());
    }
}
