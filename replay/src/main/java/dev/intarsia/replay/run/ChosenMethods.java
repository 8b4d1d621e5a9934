package dev.intarsia.replay.run;

import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds methods by their names. */
final class ChosenMethods {
    private ChosenMethods() {}

    /**
     * The wanted methods in the order of the families.
     *
     * @param names of some; empty for all
     * @throws IllegalArgumentException where a name is nobody's
     */
    static List<MethodFactory> of(List<MethodGroup> families, MethodContext workplace, List<String> names) {
        Map<String, MethodFactory> all = new LinkedHashMap<>();
        for (MethodGroup family : families) {
            for (MethodFactory offer : family.offers(workplace)) {
                if (!family.names().contains(offer.name())) {
                    throw new IllegalStateException(
                            family + " offers " + offer.name() + ", which is none of its names.");
                }
                all.put(offer.name(), offer);
            }
        }
        List<String> unknown =
                names.stream().filter(name -> !all.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "For task " + workplace.model().task().name() + " there is no method " + String.join(", ", unknown)
                            + withMethod(workplace) + "; use some of " + String.join(", ", all.keySet()) + ".");
        }
        List<MethodFactory> wanted = new ArrayList<>(all.values());
        if (!names.isEmpty()) {
            wanted.removeIf(offer -> !names.contains(offer.name()));
        }
        return wanted;
    }

    private static String withMethod(MethodContext workplace) {
        TuningMethod adapters = workplace.model().model().layout().method();
        return adapters == TuningMethod.LORA ? "" : " where model.adapter is " + adapters.text();
    }

    /**
     * Finds names that are no method's, whatever the task.
     *
     * @throws IllegalArgumentException where there is one
     */
    static void requireKnown(List<MethodGroup> families, List<String> names) {
        List<String> all = families.stream()
                .flatMap(family -> family.names().stream())
                .sorted()
                .toList();
        List<String> unknown =
                names.stream().filter(name -> !all.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no method " + String.join(", ", unknown) + "; use some of "
                    + String.join(", ", all) + ".");
        }
    }

    /** The same in the order in which they run: slow ones last, so that the others' answers need not wait for them. */
    static List<MethodFactory> inTurn(List<MethodFactory> offers) {
        return offers.stream().sorted(Comparator.comparing(MethodFactory::slow)).toList();
    }
}
