package dev.intarsia.replay.sweep;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.pieces.cluster.BehaviorEmbedding;
import dev.intarsia.pieces.cluster.KMeans;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.pool.Sharer;
import dev.intarsia.replay.sweep.Variation.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Variations of what is assembled that no service offers: cluster means as further pieces, and a prior mean. */
final class FurtherIdeas {
    private static final List<Integer> CLUSTERS = List.of(4, 8, 16);
    private static final List<Integer> PRIOR_EVENTS = List.of(4, 16);
    private static final int EMBEDDING = 64;
    private static final int ROUNDS = 50;

    private final SweepMaterial material;
    private final AssemblyChoice bayes;
    private final PreparedAssembler assembler;
    private final int modules;

    private FurtherIdeas(SweepMaterial material, AssemblyChoice bayes, PreparedAssembler assembler, int modules) {
        this.material = material;
        this.bayes = bayes;
        this.assembler = assembler;
        this.modules = modules;
    }

    static List<Variation> of(SweepMaterial material, AssemblyChoice bayes, PreparedAssembler assembler, int modules) {
        FurtherIdeas ideas = new FurtherIdeas(material, bayes, assembler, modules);
        List<Variation> variations = new ArrayList<>();
        int pooled = material.settings().pooled();
        for (int clusters : CLUSTERS) {
            if (clusters < pooled) {
                variations.add(ideas.withClusterMeans(clusters, pooled));
            }
        }
        for (int events : PRIOR_EVENTS) {
            SignatureSum prior = SampledSignatures.mean(bayes.sample(), events);
            for (int items : material.settings().items()) {
                variations.add(ideas.after(prior, events, items));
            }
        }
        return variations;
    }

    private Variation withClusterMeans(int clusters, int pooled) {
        return new Variation(Section.FURTHER, Variations.BAYES + " with cluster means", "" + clusters, () -> {
            List<Sharer> means = means(material.pool().sharers(pooled), clusters);
            PreparedAssembler.Assembled assembled =
                    assembler.on(bayes.with(material.pool().first(pooled, means, bayes.sample())), modules);
            return user -> assembled.of(material.signatures()
                    .newest(user.user(), material.settings().history()));
        });
    }

    /** As if the population's mean event had happened to everybody first: a prior mean of the coefficients. */
    private Variation after(SignatureSum prior, int events, int items) {
        return new Variation(
                Section.FURTHER,
                Variations.BAYES + " after " + events + " mean events of the population",
                "" + items,
                () -> {
                    PreparedAssembler.Assembled assembled = assembler.on(bayes, modules);
                    return user -> assembled.of(
                            material.signatures().newest(user.user(), items).merge(prior, Decay.none()));
                });
    }

    private List<Sharer> means(List<Sharer> sharers, int clusters) {
        String base = material.model().model().fingerprint();
        List<Integer> cluster = new KMeans(clusters, 1, ROUNDS)
                .of(sharers.stream()
                        .map(sharer -> BehaviorEmbedding.of(sharer.signature(), base, EMBEDDING))
                        .toList())
                .clusters();
        List<Sharer> means = new ArrayList<>();
        for (int number = 0; number < clusters; number++) {
            List<Sharer> members = new ArrayList<>();
            for (int i = 0; i < sharers.size(); i++) {
                if (cluster.get(i) == number) {
                    members.add(sharers.get(i));
                }
            }
            if (members.size() > 1) {
                means.add(mean("mean of cluster " + number, members));
            }
        }
        return means;
    }

    private static Sharer mean(String name, List<Sharer> members) {
        Adapter first = members.get(0).adapter();
        Map<ModuleId, float[]> gates = new TreeMap<>();
        members.get(0)
                .gates()
                .keySet()
                .forEach(module -> gates.put(
                        module,
                        mean(members.stream()
                                .map(member ->
                                        Objects.requireNonNull(member.gates().get(module)))
                                .toList())));
        float[] values = mean(members.stream()
                .map(member -> member.adapter().values().toArray())
                .toList());
        return new Sharer(
                name,
                1,
                Adapter.of(AdapterValues.of(first.layout(), values)),
                members.get(0).signature(),
                gates);
    }

    static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }
}
