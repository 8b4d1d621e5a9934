package dev.intarsia.assembler.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.service.streams.GlobalRefusals;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a partition needs done from time to time, whether or not a record comes. */
final class Punctuation {
    private final AssemblerStores stores;
    private final UserRules rules;
    private final LivePool live;
    private final AssemblerMetrics metrics;
    private final ProcessorContext<byte[], Output> context;
    private final Reassembly reassembly;

    Punctuation(
            AssemblerStores stores,
            UserRules rules,
            LivePool live,
            AssemblerMetrics metrics,
            Reassembly reassembly,
            ProcessorContext<byte[], Output> context) {
        this.stores = stores;
        this.rules = rules;
        this.live = live;
        this.metrics = metrics;
        this.context = context;
        this.reassembly = reassembly;
    }

    void tick(long now) {
        live.settle(now);
        if (live.isInUse()) {
            reassembly.advance(now, (user, assigned) -> {
                context.forward(new Record<>(user.getBytes(UTF_8), assigned, now));
                metrics.assigned(assigned.assignment(), now);
            });
        }
        for (GlobalRefusals.Refusal gate : live.takeRefused(context.taskId().partition(), now)) {
            metrics.refused(gate.record().topic(), gate.why().reason());
            context.forward(Output.Refused.of(gate.record(), gate.why()));
        }
    }

    /** Forgets erasures from so long ago that no signature from before them can come any more. */
    void forgetErasures(long now) {
        stores.erasures().forget(now, rules.erasureGuard());
        stores.reports().forget(now, rules.erasureGuard());
    }
}
