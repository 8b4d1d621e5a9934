package dev.intarsia.tests.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.stack.cli.Intarsia;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class ImageTest {
    private static final List<String> DOCKERFILE =
            Checkout.text("docker/Dockerfile").lines().toList();

    @Test
    void shouldBeBuiltOnPinnedImages() {
        List<String> bases =
                DOCKERFILE.stream().filter(line -> line.startsWith("FROM ")).toList();

        assertThat(bases)
                .hasSize(2)
                .allSatisfy(base -> assertThat(base)
                        .containsPattern("FROM [a-z-]+:[0-9][^ ]+")
                        .contains("17")
                        .doesNotContain("latest"));
    }

    @Test
    void shouldCopyOnlyExistingFiles() {
        Pattern fromContext = Pattern.compile("COPY (?!--from)(.+) \\S+");
        List<String> sources = DOCKERFILE.stream()
                .map(fromContext::matcher)
                .filter(Matcher::matches)
                .flatMap(copy -> Pattern.compile(" ").splitAsStream(copy.group(1)))
                .toList();

        assertThat(sources)
                .contains("LICENSE", "intarsia", "docker/entrypoint.sh")
                .allSatisfy(source -> assertThat(Checkout.ROOT.resolve(source)).exists());
    }

    @Test
    void shouldKeepBuildOutputAndHistoryOutOfTheContext() {
        List<String> kept =
                Checkout.text("docker/Dockerfile.dockerignore").lines().toList();

        assertThat(kept.get(0)).isEqualTo("**");
        assertThat(kept.stream().skip(1)).allMatch(line -> line.startsWith("!"));
        assertThat(kept).noneMatch(line -> line.contains("target") || line.contains(".git"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldHaveEveryModuleInTheBuildContext(String module) {
        List<String> kept =
                Checkout.text("docker/Dockerfile.dockerignore").lines().toList();

        for (String file : List.of("/pom.xml", "/src")) {
            assertThat(kept)
                    .as(module + file)
                    .anyMatch(line -> line.startsWith("!")
                            && FileSystems.getDefault()
                                    .getPathMatcher("glob:" + line.substring(1))
                                    .matches(Path.of(module + file)));
        }
    }

    static List<String> modules() {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(Checkout.text("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .filter(module -> Files.exists(Checkout.ROOT.resolve(module + "/src")))
                .toList();
    }

    @Test
    void shouldWriteOnlyBelowTheVolume() {
        String volume = DOCKERFILE.stream()
                .filter(line -> line.startsWith("VOLUME "))
                .map(line -> line.substring("VOLUME ".length()))
                .findFirst()
                .orElseThrow();

        assertThat(DOCKERFILE).contains("WORKDIR " + volume);
        assertThat(Checkout.text("docker/Dockerfile"))
                .contains("INTARSIA_STATE=" + volume, "DJL_CACHE_DIR=" + volume + "/")
                .contains("\"--data-dir\", \"" + volume + "/");
    }

    @Test
    void shouldRunAsItsOwnUser() {
        int user = DOCKERFILE.indexOf("USER intarsia");
        int entry = DOCKERFILE.indexOf("ENTRYPOINT [\"/opt/intarsia/docker/entrypoint.sh\"]");

        assertThat(user).isPositive().isLessThan(entry);
        assertThat(DOCKERFILE.subList(user + 1, DOCKERFILE.size()))
                .noneMatch(line -> line.startsWith("USER ") || line.startsWith("RUN "));
    }

    @Test
    void shouldTakeTheJarThatTheBuildProduces() {
        String jar = "intarsia-local-stack-" + Checkout.built("dev.intarsia", "intarsia-schemas") + ".jar";

        assertThat(Checkout.text("docker/Dockerfile")).contains(jar);
        assertThat(Checkout.text("docker/entrypoint.sh")).contains(jar);
    }

    @Test
    void shouldStartExistingClasses() throws Exception {
        Matcher main = Pattern.compile("([a-z-]+)\\) main=(\\S+) ;;").matcher(Checkout.text("docker/entrypoint.sh"));
        int found = 0;
        while (main.find()) {
            var method = Class.forName(main.group(2)).getMethod("main", String[].class);
            assertThat(Modifier.isStatic(method.getModifiers()))
                    .as(main.group(2))
                    .isTrue();
            found++;
        }
        assertThat(found).isEqualTo(4);
    }

    @Test
    void shouldStartWithACommandThatParsesAndListensWhereItExposes() {
        String[] command = Pattern.compile("\"([^\"]*)\"")
                .matcher(DOCKERFILE.stream()
                        .dropWhile(line -> !line.startsWith("CMD "))
                        .collect(Collectors.joining()))
                .results()
                .map(argument -> argument.group(1))
                .toArray(String[]::new);

        ParseResult parsed = new CommandLine(Intarsia.class).parseArgs(command).subcommand();

        assertThat(parsed.commandSpec().name()).isEqualTo("up");
        assertThat(DOCKERFILE)
                .contains("EXPOSE " + parsed.matchedOptionValue("--gateway-port", 8080) + " "
                        + parsed.matchedOptionValue("--ingest-port", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/entrypoint.sh", "docker/healthy.sh", "intarsia"})
    void shouldHaveExecutableScripts(String script) {
        assertThat(Files.isExecutable(Checkout.ROOT.resolve(script))).isTrue();
        assertThat(Checkout.text(script)).startsWith("#!/usr/bin/env bash");
    }
}
