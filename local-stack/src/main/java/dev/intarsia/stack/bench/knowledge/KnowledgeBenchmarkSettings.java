package dev.intarsia.stack.bench.knowledge;

import java.util.List;

/**
 * How much is measured.
 *
 * @param streams how many questions are asked at once, one measurement each
 * @param events of each asking user, all of them kept
 * @param rounds of each measurement
 * @param batch questions of one stream in a round, with the past and without
 * @param warmUpSeconds before the first measurement
 * @param store of many users
 */
public record KnowledgeBenchmarkSettings(
        List<Integer> streams, int events, int rounds, int batch, double warmUpSeconds, StoreFill store) {
    /** Most past events that a prompt asks for. */
    static final int HISTORY = 4;

    public KnowledgeBenchmarkSettings {
        streams = List.copyOf(streams);
    }

    /** Minutes, for figures. */
    public static KnowledgeBenchmarkSettings standard(StoreFill store) {
        return new KnowledgeBenchmarkSettings(List.of(1, 8), 200, 50, 4, 20, store);
    }

    /** Seconds, which only show that everything runs. */
    public static KnowledgeBenchmarkSettings quick(StoreFill store) {
        return new KnowledgeBenchmarkSettings(List.of(1, 2), 30, 2, 2, 0, store);
    }

    int mostStreams() {
        return streams.stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
