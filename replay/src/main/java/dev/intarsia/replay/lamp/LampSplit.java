package dev.intarsia.replay.lamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two files that belong together, such as {@code dev_questions.json} and {@code dev_outputs.json}.
 *
 * @param outputs empty where that file is not there, as for the benchmark's test split
 */
record LampSplit(String name, Path questions, Optional<Path> outputs) {
    private static final Pattern QUESTIONS = Pattern.compile("(?:(.+?)[_.-])?questions\\.json");

    /** All of a folder, by name. */
    static List<LampSplit> in(Path folder) throws IOException {
        List<LampSplit> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.comparing(Path::toString))::iterator) {
                Matcher name = QUESTIONS.matcher(file.getFileName().toString());
                if (name.matches()) {
                    Path outputs = file.resolveSibling(
                            file.getFileName().toString().replace("questions.json", "outputs.json"));
                    found.add(new LampSplit(
                            name.group(1) == null ? LampId.WHOLE : name.group(1),
                            file,
                            Optional.of(outputs).filter(Files::isRegularFile)));
                }
            }
        }
        return found;
    }
}
