package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.stack.bench.knowledge.FirstTokens.Question;
import dev.intarsia.stack.demo.LiveDisplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks questions in both ways in turns: in each round, all streams ask theirs in one way and then in the other, and the way
 * that comes first changes from round to round.
 */
final class FirstTokenComparison {
    private final FirstTokens gateway;
    private final KnowledgeBenchmarkSettings settings;
    private final boolean kept;
    private final LiveDisplay display;

    /** @param kept whether the gateway keeps users' pasts in memory */
    FirstTokenComparison(FirstTokens gateway, KnowledgeBenchmarkSettings settings, boolean kept, LiveDisplay display) {
        this.gateway = gateway;
        this.settings = settings;
        this.kept = kept;
        this.display = display;
    }

    /** @param questions of each stream, at least a round's; asked again from the first when all have been */
    StreamFigures measure(List<List<EqualPrompts>> questions) throws IOException, InterruptedException {
        int streams = questions.size();
        List<Double> known = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        double tokens = 0;
        ExecutorService threads = Executors.newFixedThreadPool(streams);
        try {
            for (int round = 0; round < settings.rounds(); round++) {
                display.status("%d at once: round %d of %d", streams, round + 1, settings.rounds());
                List<List<EqualPrompts>> asked = new ArrayList<>();
                for (List<EqualPrompts> own : questions) {
                    asked.add(part(own, round));
                }
                boolean knownFirst = round % 2 == 0;
                List<Double> first = ask(threads, asked, knownFirst);
                List<Double> second = ask(threads, asked, !knownFirst);
                known.addAll(knownFirst ? first : second);
                plain.addAll(knownFirst ? second : first);
                tokens += asked.stream()
                        .flatMap(List::stream)
                        .mapToInt(EqualPrompts::tokens)
                        .sum();
            }
        } finally {
            threads.shutdownNow();
        }
        return StreamFigures.of(streams, kept, tokens / known.size(), new PairedTimes(array(known), array(plain)));
    }

    /** Asks for some time, so that the machine code is there. */
    void warmUp(List<List<EqualPrompts>> questions) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(questions.size());
        try {
            long end = System.nanoTime() + (long) (settings.warmUpSeconds() * 1e9);
            for (int round = 0; System.nanoTime() < end; round++) {
                display.status("Warming up: round %d", round + 1);
                for (boolean way : new boolean[] {true, false}) {
                    List<List<EqualPrompts>> asked = new ArrayList<>();
                    for (List<EqualPrompts> own : questions) {
                        asked.add(part(own, round));
                    }
                    ask(threads, asked, way);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<EqualPrompts> part(List<EqualPrompts> own, int round) {
        List<EqualPrompts> part = new ArrayList<>();
        for (int i = 0; i < settings.batch(); i++) {
            part.add(own.get((round * settings.batch() + i) % own.size()));
        }
        return part;
    }

    /** Milliseconds of all questions, stream by stream. */
    private List<Double> ask(ExecutorService threads, List<List<EqualPrompts>> asked, boolean known)
            throws IOException, InterruptedException {
        List<Callable<List<Double>>> streams = new ArrayList<>();
        for (List<EqualPrompts> own : asked) {
            streams.add(() -> {
                List<Double> millis = new ArrayList<>();
                for (EqualPrompts pair : own) {
                    Question question = known ? pair.known() : pair.plain();
                    millis.add(gateway.millis(question));
                }
                return millis;
            });
        }
        List<Double> all = new ArrayList<>();
        for (Future<List<Double>> stream : threads.invokeAll(streams)) {
            try {
                all.addAll(stream.get());
            } catch (ExecutionException e) {
                throw new IOException("A question was not answered: " + e.getCause(), e.getCause());
            }
        }
        return all;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
