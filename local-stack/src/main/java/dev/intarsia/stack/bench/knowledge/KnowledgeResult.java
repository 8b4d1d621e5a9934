package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.benchmarks.engine.Machine;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param machine with its load before
 * @param events of each asking user
 * @param firstTokens by how many questions were asked at once
 * @param past alone; null where the store was not filled
 * @param store null where it was not filled
 */
public record KnowledgeResult(
        Machine machine,
        int events,
        List<StreamFigures> firstTokens,
        @Nullable PastFigures past,
        @Nullable StoreFigures store) {
    /** The most that the past in a prompt may do to the time to the first token. */
    static final double GOAL = 1.3;

    /** Whether nobody has more in the store than may be. */
    public boolean sound() {
        return store == null || store.sound();
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (StreamFigures figures : firstTokens) {
            text.append(String.format(
                    Locale.ROOT,
                    "first token, %d at once, pasts %s, prompts of %.0f tokens: %.1f ms with the past (p95 %.1f), %.1f ms without (p95 %.1f);"
                            + " ratio %.3f [%.3f, %.3f], p95 %.3f [%.3f, %.3f], goal at most %.1f: %s%n",
                    figures.streams(),
                    figures.kept() ? "kept in memory" : "read anew",
                    figures.promptTokens(),
                    figures.knownP50Millis(),
                    figures.knownP95Millis(),
                    figures.plainP50Millis(),
                    figures.plainP95Millis(),
                    figures.ratioP50().value(),
                    figures.ratioP50().low(),
                    figures.ratioP50().high(),
                    figures.ratioP95().value(),
                    figures.ratioP95().low(),
                    figures.ratioP95().high(),
                    GOAL,
                    figures.ratioP50().value() <= GOAL ? "reached" : "not reached"));
        }
        if (past != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "the past alone, of up to %d events: %.2f ms (p95 %.2f), of which reading %.2f ms (p95 %.2f); kept in memory"
                            + " %.2f ms (p95 %.2f)%n",
                    past.events(),
                    past.wholeP50Millis(),
                    past.wholeP95Millis(),
                    past.readP50Millis(),
                    past.readP95Millis(),
                    past.keptP50Millis(),
                    past.keptP95Millis()));
        }
        if (store != null) {
            text.append(text(store));
        }
        return text.append(
                        String.format(Locale.ROOT, "%s, fp32, load before %.2f%n", machine.processor(), machine.load()))
                .toString();
    }

    private static String text(StoreFigures store) {
        return String.format(
                Locale.ROOT,
                "history store: %,d users, %,d events sent, %,d kept, in %.0f s; at most %d events (bound %d) and %,d bytes"
                        + " (bound %,d) of a user; %d users over the bounds, %d with other events than the newest%n"
                        + "%,.0f bytes of events a user, %,.0f on disk (%.2f times), %,d MiB on disk in all; resident memory"
                        + " %.0f MiB before, %.0f after%n",
                store.users(),
                store.sentEvents(),
                store.keptEvents(),
                store.fillSeconds(),
                store.mostEvents(),
                store.maxEvents(),
                store.mostBytes(),
                store.maxBytes(),
                store.usersOverBounds(),
                store.usersKeptOtherwise(),
                (double) store.keptBytes() / store.users(),
                (double) store.diskBytes() / store.users(),
                (double) store.diskBytes() / store.keptBytes(),
                store.diskBytes() >> 20,
                store.residentMibBefore(),
                store.residentMibAfter());
    }
}
