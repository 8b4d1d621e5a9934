package dev.intarsia.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each core module's README shows the example that its {@code ReadmeExampleTest} runs. */
class ReadmeExamplesTest {
    private static final Path CORE = Path.of("..", "core");
    private static final String BEGIN = "// example\n";
    private static final String END = "// end of example";

    static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(CORE)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldShowWhatTheTestRuns(Path module) throws IOException {
        String source = Files.readString(test(module));
        String example = source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END))
                .stripIndent()
                .strip();

        assertThat(module.resolve("README.md")).content().contains("```java\n" + example + "\n```");
    }

    private static Path test(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
            return files.filter(file -> file.endsWith("ReadmeExampleTest.java"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
