package dev.intarsia.tests.style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text file of the project.
 *
 * @param path from the project's folder on, with slashes
 */
record SourceFile(String path, String text) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "report", "node_modules");

    /** The project's files with the paths that are asked for; build output and hidden folders are left out. */
    static List<SourceFile> where(Predicate<String> path) {
        return filesIn(ROOT)
                .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                .filter(path)
                .map(SourceFile::read)
                .toList();
    }

    private static Stream<Path> filesIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(SourceFile::isOurs).sorted().toList().stream()
                    .flatMap(entry -> Files.isDirectory(entry) ? filesIn(entry) : Stream.of(entry));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the files in " + folder + ".", e);
        }
    }

    private static boolean isOurs(Path entry) {
        String name = entry.getFileName().toString();
        return !name.startsWith(".") && !NOT_OURS.contains(name);
    }

    static boolean isMainCode(String path) {
        return path.contains("src/main/java/") && path.endsWith(".java");
    }

    static boolean isTestCode(String path) {
        return path.contains("src/test/java/") && path.endsWith(".java");
    }

    static boolean isCode(String path) {
        return isMainCode(path) || isTestCode(path);
    }

    /** Where a pattern's first group begins, each as {@code path:line: } followed by what to do there. */
    Stream<String> faults(Pattern wrong, Function<MatchResult, String> advice) {
        return wrong.matcher(text).results().map(found -> at(found.start(1)) + advice.apply(found));
    }

    private String at(int offset) {
        return path + ":"
                + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count()) + ": ";
    }

    private static SourceFile read(String path) {
        try {
            return new SourceFile(path, Files.readString(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + " as UTF-8 text.", e);
        }
    }
}
