package dev.intarsia.pretrain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Cuts rows into batches of similar length, so that little is padded and yet lengths mix over an epoch. */
final class LengthBatches {
    private static final int SORTED_TOGETHER = 16;

    private LengthBatches() {}

    /** Every row once, in an order that depends on the seed alone. */
    static <T> List<List<T>> of(List<T> rows, ToIntFunction<T> length, int perBatch, long seed) {
        Random random = new Random(seed);
        List<T> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += perBatch * SORTED_TOGETHER) {
            List<T> group = new ArrayList<>(
                    shuffled.subList(from, Math.min(shuffled.size(), from + perBatch * SORTED_TOGETHER)));
            group.sort(Comparator.comparingInt(length));
            for (int i = 0; i < group.size(); i += perBatch) {
                batches.add(List.copyOf(group.subList(i, Math.min(group.size(), i + perBatch))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
