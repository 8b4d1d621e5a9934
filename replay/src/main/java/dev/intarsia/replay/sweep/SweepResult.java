package dev.intarsia.replay.sweep;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a sweep found.
 *
 * @param recording name of what was read
 * @param groups by group of asked users, in the order of the settings
 * @param stages seconds of everything that was computed once
 * @param seconds in all
 */
public record SweepResult(
        SweepSettings settings,
        String recording,
        String baseModel,
        Map<SweepPeople, Group> groups,
        Map<String, Double> stages,
        double seconds) {
    public SweepResult {
        requireNonNull(settings);
        groups = Map.copyOf(groups);
    }

    /**
     * One group of asked users.
     *
     * @param sharers how many adapters were trained for its pools
     * @param users how many were asked
     * @param questions how many each variation answered
     * @param history events that the users have before the questions, least and most
     * @param variations the base model and the own adapter first
     */
    record Group(int sharers, int users, int questions, List<Integer> history, List<VariationResult> variations) {
        Group {
            history = List.copyOf(history);
            variations = List.copyOf(variations);
        }

        VariationResult base() {
            return variations.get(0);
        }

        VariationResult own() {
            return variations.get(1);
        }

        /** The variation of a name among the methods. */
        VariationResult method(String series) {
            return of(Variation.Section.METHOD).stream()
                    .filter(result -> result.series().equals(series))
                    .findFirst()
                    .orElseThrow();
        }

        List<VariationResult> of(Variation.Section section) {
            return variations.stream()
                    .filter(result -> result.section() == section)
                    .toList();
        }

        /** Share of the own adapter's gain over the base model, in error. */
        double errorShare(VariationResult result) {
            return (base().mae() - result.mae()) / (base().mae() - own().mae());
        }

        /** Share of the own adapter's gain over the base model, in NLL. */
        double nllShare(VariationResult result) {
            return (base().nll() - result.nll()) / (base().nll() - own().nll());
        }
    }
}
