package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.NearestWeights;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.assemble.RandomWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.assemble.UniformWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.pool.ResidualAdapters;
import dev.intarsia.replay.sweep.Variation.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** All variations of one group of asked users, in the order in which they are measured. */
final class Variations {
    static final String BASE = "base model";
    static final String OWN = "own adapter (OPPU)";
    static final String RIDGE = "ridge";
    static final String BAYES = "Bayes";

    private static final List<Integer> SHARERS = List.of(5, 20, 50, 100, 200);
    private static final List<Double> RATIOS = List.of(0.2, 0.4, 0.6, 0.8, 1.0);
    private static final List<Integer> KEPT = List.of(1, 2, 3, 4, 8, 16, 0);
    private static final List<Double> CORRELATIONS = List.of(0.2, 0.5, 0.8, 0.95);
    private static final List<Double> STARTS = List.of(0.5, 1.0, 2.0, 3.0);
    private static final List<Double> GROWTHS = List.of(Double.POSITIVE_INFINITY, 32.0, 64.0, 128.0);
    private static final List<Integer> DIRECTIONS = List.of(8, 16, 32, 64, 128, 256);
    private static final double PERCENT = 100;
    private static final int FEW = 8;
    private static final int PAPER_K = 3;

    private final SweepMaterial material;
    private final SweepSettings settings;
    private final PreparedAssembler assembler = new PreparedAssembler();
    private final int modules;
    private final List<Variation> all = new ArrayList<>();

    private Variations(SweepMaterial material) {
        this.material = material;
        this.settings = material.settings();
        this.modules = material.model().model().layout().modules().size();
    }

    /**
     * The variations; the base model and the whole history's own adapter come first.
     *
     * @param choosing whether those are among them that settings are chosen by
     */
    static List<Variation> of(SweepMaterial material, boolean choosing) {
        Variations variations = new Variations(material);
        variations.methods();
        variations.republish();
        if (choosing) {
            variations.choices();
        }
        variations.items();
        variations.sharers();
        variations.ratios();
        variations.kept();
        variations.further();
        return List.copyOf(variations.all);
    }

    private AssemblyChoice bayes() {
        return new AssemblyChoice(
                material.pool().first(settings.pooled()),
                material.pool().whole(),
                settings.bayes(),
                material.samples().by(settings.pool().sample()));
    }

    private AssemblyChoice ridge() {
        return bayes().with(settings.ridge());
    }

    private void methods() {
        add(Section.METHOD, BASE, "", () -> user -> Composing.Composed.BASE);
        own(Section.METHOD, "", settings.history());
        assembled(Section.METHOD, "nearest sharer (by gates)", "", bayes().with(new NearestWeights()));
        assembled(Section.METHOD, "uniform", "", bayes().with(new UniformWeights()));
        assembled(Section.METHOD, "random pieces", "", bayes().with(new RandomWeights(FEW, 1)));
        assembled(
                Section.METHOD, "softmax of the best (Per-Pcs' weights)", "", bayes().with(new PaperWeights(PAPER_K)));
        assembled(Section.METHOD, RIDGE, "", ridge());
        assembled(Section.METHOD, BAYES, "", bayes());
        for (Map.Entry<String, AssemblyChoice> rule : rules().entrySet()) {
            SignatureSum mean = SampledSignatures.mean(bayes().sample(), settings.history());
            assembled(
                    Section.METHOD,
                    rule.getKey() + " for the population's mean signature",
                    "",
                    rule.getValue(),
                    user -> mean);
        }
    }

    private Map<String, AssemblyChoice> rules() {
        Map<String, AssemblyChoice> rules = new LinkedHashMap<>();
        rules.put(RIDGE, ridge());
        rules.put(BAYES, bayes());
        return rules;
    }

    private Composing residual() {
        PoolRules rules = new PoolRules(
                settings.pool().election(),
                settings.pool().decay(),
                settings.bayes(),
                settings.pool().sample());
        try (ResidualAdapters adapters = ResidualAdapters.of(
                material.model(),
                rules,
                material.pool().first(settings.pooled(), List.of(), bayes().sample()),
                new FlopMeter())) {
            adapters.learn(material.asked().stream()
                    .flatMap(user -> user.history().stream())
                    .toList());
            Map<String, Composing.Composed> composed = new LinkedHashMap<>();
            material.asked()
                    .forEach(user -> composed.put(
                            user.user(),
                            Composing.Composed.of(adapters.of(user.user()).orElse(null))));
            return user -> composed.getOrDefault(user.user(), Composing.Composed.BASE);
        }
    }

    private void items() {
        for (int items : settings.items()) {
            rules().forEach((name, choice) ->
                    assembled(Section.ITEMS, name, "" + items, choice, user -> signature(user, items)));
            own(Section.ITEMS, "" + items, items);
        }
    }

    private void sharers() {
        for (int sharers : ending(SHARERS, material.pool().size())) {
            PiecePool pool = material.pool().first(sharers);
            rules().forEach((name, choice) -> assembled(Section.SHARERS, name, "" + sharers, choice.with(pool)));
        }
    }

    /** Those below the largest, and the largest. */
    static List<Integer> ending(List<Integer> values, int largest) {
        List<Integer> ending =
                new ArrayList<>(values.stream().filter(value -> value < largest).toList());
        ending.add(largest);
        return ending;
    }

    private void ratios() {
        for (double ratio : RATIOS) {
            PiecePool pool = material.pool().sharing(material.pool().first(settings.pooled()), ratio);
            rules().forEach((name, choice) -> assembled(Section.RATIO, name, "" + ratio, choice.with(pool)));
        }
    }

    private void kept() {
        BayesianWeights bayes = settings.bayes();
        RidgeWeights ridge = settings.ridge();
        for (int kept : KEPT) {
            String value = kept == 0 ? "all" : "" + kept;
            assembled(
                    Section.KEPT,
                    RIDGE,
                    value,
                    bayes().with(new RidgeWeights(ridge.lambda(), ridge.rho(), ridge.n0(), kept)));
            assembled(
                    Section.KEPT,
                    BAYES,
                    value,
                    bayes().with(new BayesianWeights(bayes.prior(), bayes.temper(), bayes.directions(), kept)));
        }
    }

    private void republish() {
        Publications publications = material.publications();
        for (double threshold : publications.thresholds()) {
            String value =
                    String.format(Locale.ROOT, "%s (%.1f %%)", threshold, PERCENT * publications.published(threshold));
            add(Section.REPUBLISH, BAYES, value, () -> {
                AssemblyChoice choice = bayes().with(
                                publications.pool(threshold, material.pool().sharers(settings.pooled())));
                PreparedAssembler.Assembled assembled = assembler.on(choice, modules);
                return user -> assembled.of(signature(user, settings.history()));
            });
        }
    }

    private void choices() {
        BayesianWeights bayes = settings.bayes();
        for (double correlation : CORRELATIONS) {
            for (double start : STARTS) {
                for (double growth : GROWTHS) {
                    Weights rule = new BayesianWeights(
                            new ModulePrior(correlation),
                            new Temper(start, growth),
                            bayes.directions(),
                            bayes.keepLargest());
                    String value = String.format(
                            Locale.ROOT,
                            "%s, %s",
                            start,
                            Double.isInfinite(growth) ? "none" : String.format(Locale.ROOT, "%.0f", growth));
                    assembled(Section.CHOICE, "correlation " + correlation, value, bayes().with(rule));
                }
            }
        }
        for (int directions : DIRECTIONS) {
            Weights rule = new BayesianWeights(bayes.prior(), bayes.temper(), directions, bayes.keepLargest());
            assembled(Section.DIRECTIONS, BAYES, "" + directions, bayes().with(rule));
        }
        for (SampleRules rules : settings.samples()) {
            SignatureSample sample = material.samples().by(rules);
            assembled(Section.SAMPLE, BAYES, rules.users() + " x " + rules.eventsPerUser(), bayes().with(sample));
        }
    }

    /** What trains or computes something once more comes last. */
    private void further() {
        all.addAll(FurtherIdeas.of(material, bayes(), assembler, modules));
        add(Section.METHOD, BAYES + " + own residual", "", this::residual);
    }

    private SignatureSum signature(AskedUser user, int items) {
        return material.signatures().newest(user.user(), items);
    }

    private void own(Section section, String value, int items) {
        add(
                section,
                OWN,
                value,
                () -> user -> Composing.Composed.of(
                        material.own().getOrDefault(items, Map.of()).get(user.user())));
    }

    private void assembled(Section section, String series, String value, AssemblyChoice choice) {
        assembled(section, series, value, choice, user -> signature(user, settings.history()));
    }

    private void assembled(
            Section section,
            String series,
            String value,
            AssemblyChoice choice,
            Function<AskedUser, SignatureSum> signature) {
        add(section, series, value, () -> {
            PreparedAssembler.Assembled assembled = assembler.on(choice, modules);
            return user -> assembled.of(signature.apply(user));
        });
    }

    private void add(Section section, String series, String value, Supplier<Composing> composing) {
        all.add(new Variation(section, series, value, composing));
    }
}
