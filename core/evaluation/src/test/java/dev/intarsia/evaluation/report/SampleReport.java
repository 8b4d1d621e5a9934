package dev.intarsia.evaluation.report;

import dev.intarsia.evaluation.result.MadeUpRun;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a report of a run that never happened, to look at: {@code java … SampleReport DIRECTORY [SEED]}. */
final class SampleReport {
    private SampleReport() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Reports.write(MadeUpRun.of(directory, 100, seed), directory);
    }
}
