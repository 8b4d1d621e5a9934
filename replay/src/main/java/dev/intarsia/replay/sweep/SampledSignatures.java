package dev.intarsia.replay.sweep;

import static java.util.Comparator.comparing;

import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One large sample of the population's events, of which any smaller one is the beginning. */
final class SampledSignatures {
    private final List<List<Map<ModuleId, float[]>>> byUser;
    private final Map<SampleRules, SignatureSample> samples = new HashMap<>();

    private SampledSignatures(List<List<Map<ModuleId, float[]>>> byUser) {
        this.byUser = byUser;
    }

    /** Takes what the largest of these samples need, events by their ranks as the assembler draws them. */
    static SampledSignatures of(
            SweepUsers users, List<SampleRules> wanted, SingleSignatures signatures, Progress progress) {
        List<String> drawn = users.sampled();
        Map<String, List<RecordedEvent>> events = new LinkedHashMap<>();
        for (int i = 0; i < drawn.size(); i++) {
            int place = i;
            int most = wanted.stream()
                    .filter(rules -> rules.users() > place)
                    .mapToInt(SampleRules::eventsPerUser)
                    .max()
                    .orElse(0);
            events.put(
                    drawn.get(i),
                    users.events(drawn.get(i)).stream()
                            .sorted(comparing(event -> UserSample.rank(event.id())))
                            .limit(most)
                            .toList());
        }
        return new SampledSignatures(List.copyOf(signatures
                .of(events, "sampling the population's signatures, event", progress)
                .values()));
    }

    /** The sample by other rules; the same rules give the same object. */
    SignatureSample by(SampleRules rules) {
        return samples.computeIfAbsent(
                rules,
                asked -> SignatureSample.of(byUser.stream()
                        .limit(asked.users())
                        .flatMap(own -> own.stream().limit(asked.eventsPerUser()))
                        .toList()));
    }

    /** The mean sampled event, counted so often. */
    static SignatureSum mean(SignatureSample sample, int events) {
        Map<ModuleId, float[]> mean = new TreeMap<>();
        sample.modules().forEach(module -> mean.put(module, sample.mean(module)));
        List<Map<ModuleId, float[]>> equal = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            equal.add(mean);
        }
        return SingleSignatures.sum(equal);
    }
}
