package dev.intarsia.stack.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.stack.explain.Explanation.ReplacedVersion;
import java.time.Instant;
import java.util.OptionalDouble;

/** An explained assignment as text for a terminal. */
public final class ExplanationPage {
    private static final int FINGERPRINT = 12;

    private final Explanation explanation;
    private final Instant now;
    private final Lines lines = new Lines();

    private ExplanationPage(Explanation explanation, Instant now) {
        this.explanation = explanation;
        this.now = now;
    }

    /**
     * The whole page.
     *
     * @param json as the gateway answers it
     * @param detail how much of it
     * @param now to which times are related
     */
    public static String of(JsonNode json, Shades shades, PageDetail detail, Instant now) {
        Explanation explanation = Explanation.of(json);
        ExplanationPage page = new ExplanationPage(explanation, now);
        page.head();
        page.change();
        if (!explanation.modules().isEmpty()) {
            new SharerTable(explanation.sharers(), detail).addTo(page.lines.blank());
            new PieceTable(explanation.modules(), detail).addTo(page.lines.blank());
            new WeightPicture(explanation, shades, detail).addTo(page.lines.blank());
        }
        return page.lines.toString();
    }

    private void head() {
        long pieces = explanation.modules().stream()
                .mapToLong(module -> module.pieces().size())
                .sum();
        lines.add(
                "Assignment %d of %s: %s of %s at %s",
                explanation.version(),
                explanation.user(),
                Lines.count(pieces, "piece"),
                Lines.count(explanation.sharers().size(), "sharer"),
                Lines.count(explanation.modules().size(), "module"));
        lines.add("  cause           %s", Cause.words(explanation.cause()));
        lines.add(
                "  since           %s",
                explanation
                        .issuedAt()
                        .map(time -> Lines.second(time) + ", " + Lines.age(time, now))
                        .orElse("not recorded"));
        lines.add(
                "  knows           %s",
                Lines.count(explanation.events(), "event")
                        + explanation
                                .lastIngestedAt()
                                .filter(time -> explanation.events() > 0)
                                .map(time -> ", the last accepted at " + Lines.second(time))
                                .orElse(""));
        lines.add("  predicted gain  %s", gain(explanation.predictedGain()));
        lines.add(
                "  base model      %s, pool version %d",
                explanation
                        .baseModel()
                        .substring(
                                0, Math.min(FINGERPRINT, explanation.baseModel().length())),
                explanation.poolVersion());
    }

    private void change() {
        lines.blank();
        if (explanation.replaced().isEmpty()) {
            lines.add(
                    explanation.version() == 1
                            ? "It is the first assignment of this user, because of %s."
                            : "It was made because of %s; no assignment before it is recorded.",
                    Cause.words(explanation.cause()));
            return;
        }
        ReplacedVersion before = explanation.replaced().get();
        lines.add("It replaced version %d because of %s:", before.version(), Cause.words(explanation.cause()));
        lines.add(
                "%s joined and %d left%s.",
                Lines.count(before.joined(), "piece"),
                before.left(),
                before.joined() == 0 && before.left() == 0 ? ", so only versions or weights changed" : "");
        if (before.predictedGain().isPresent()) {
            lines.add(
                    "With the same pool and history, version %d is predicted to gain %s.",
                    before.version(), gain(before.predictedGain()));
        }
    }

    private static String gain(OptionalDouble nats) {
        return nats.isPresent()
                ? Lines.number(nats.getAsDouble()) + " nats an event"
                : "the rule for weights predicts none";
    }
}
