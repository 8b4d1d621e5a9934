package dev.intarsia.evaluation.compare;

import java.io.IOException;
import java.nio.file.Path;

/** Compares two reports: {@code java … SampleComparison A B FILE}. */
final class SampleComparison {
    private SampleComparison() {}

    public static void main(String[] arguments) throws IOException {
        ComparisonPage.write(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    }
}
