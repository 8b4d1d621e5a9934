package dev.intarsia.replay.sweep;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * One way of making adapters.
 *
 * @param series what stays the same along a curve, such as the rule
 * @param value what differs along it, as it is written
 * @param composing makes it ready
 */
record Variation(Section section, String series, String value, Supplier<Composing> composing) {
    /** What is varied. */
    enum Section {
        METHOD("Methods", "method"),
        ITEMS("Items of history", "items"),
        SHARERS("Sharers in the pool", "sharers"),
        RATIO("Share of each sharer's modules", "share ratio"),
        KEPT("Pieces kept at a module", "keep-largest"),
        CHOICE("Correlation and temper", "temper, growth"),
        DIRECTIONS("Directions", "directions"),
        SAMPLE("Population's sample", "users x events of each"),
        REPUBLISH("Pieces published again only when they have moved", "republish-above (part published)"),
        SKETCH("Numbers of a signature at a module", "sketch"),
        FURTHER("Further ideas", "idea");

        private final String title;
        private final String varied;

        Section(String title, String varied) {
            this.title = title;
            this.varied = varied;
        }

        String title() {
            return title;
        }

        String varied() {
            return varied;
        }
    }

    Variation {
        requireNonNull(section);
        requireNonNull(series);
        requireNonNull(value);
        requireNonNull(composing);
    }
}
