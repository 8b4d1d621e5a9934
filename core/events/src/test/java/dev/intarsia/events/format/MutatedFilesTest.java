package dev.intarsia.events.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.tasks.Tasks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small good files of every format, damaged at random from a seed. Whatever comes of them is events that keep the rules, or
 * lines and files refused with a message that names the file, and of a line its number.
 */
class MutatedFilesTest {
    private static final int FILES = 1500;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String LINES = """
            {"eventId":"e1","user":"u1","time":1600000000000,"task":"movie-rating","input":{"title":"Heat"},"output":"4.0"}

            {"user":"ü2","time":"2020-01-01T00:00:00+01:00","task":"next-movie","input":{"liked":"A; B"},"output":"C"}
            {"user":"u3","time":1700000000000,"task":"movie-rating","input":{"title":"Ronin","year":"1998"},"output":"0.5"}
            """;
    private static final String RATINGS =
            "userId,movieId,rating,timestamp\n7,1,2.0,1100000000\n7,2,4.5,1100000001\n7,1,5.0,1115768000\n8,3,4,1100000009\n";
    private static final String FILMS =
            "movieId,title,genres\n1,Heat (1995),Action|Crime\n2,\"Misérables, Les (1995)\",Drama\n3,\"Up\n\"\"down\"\"\",\n";
    private static final String YEARS =
            "movieId,title,year,genres\n1,Heat,1995,Crime\n2,Ronin,-2147483648,\n3,,2001,War\n";
    private static final String OLD_RATINGS = "7\t1\t3\t881250949\n7\t2\t5\t891717742\n8\t1\t4\t900000000\n";
    private static final String OLD_FILMS = """
            1|Toy Story (1995)|01-Jan-1995||http://x|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0
            2|Misérables, Les (1995)|01-Jan-1995||http://x|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0
            """;
    private static final String COMMITS = """
            {"eventId":"c1","user":"a","time":"2018-06-11T11:29:02+01:00","task":"commit-subject","input":{"files":"a"},"output":"Fix: b"}
            {"eventId":"c2","user":"b","time":"2018-06-11T11:29:02Z","task":"commit-subject","input":{"files":"é, b"},"output":"Ü"}
            """;
    private static final List<String> SCRAPS = List.of(
            "\"",
            "\n",
            "\r",
            "\r\n",
            ",",
            ";",
            "\t",
            "|",
            "{",
            "}",
            "[",
            "]",
            "\0",
            "\uFEFF",
            "\u2028",
            "-",
            "1e309",
            "NaN",
            "99999999999999999999",
            "1600000000",
            "1600000000000000",
            "null",
            "\\ud800",
            "<html>",
            "PK\u0003\u0004",
            " ",
            "\"\n\"",
            "x".repeat(5000));
    private static final Pattern OF_A_FILE = Pattern.compile(
            "(events\\.jsonl|commits\\.jsonl|stdin|ratings\\.csv|movies\\.csv|u\\.data|u\\.item)(\\.gz)? .{8,}|.*(events\\.jsonl|commits\\.jsonl|ratings\\.csv|movies\\.csv|u\\.data|u\\.item)\\.gz is (not a gzip|empty).*",
            Pattern.DOTALL);

    private final Random random = new Random(20261129);
    private final EventRules rules =
            new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void shouldYieldEventsOrSayWhichFileAndLineIsWrong() throws IOException {
        for (int i = 0; i < FILES; i++) {
            String what = "file " + i;
            try {
                switch (i % 5) {
                    case 0 -> lines(what);
                    case 1 -> folder(what, "movies.csv", FILMS, "ratings.csv", RATINGS);
                    case 2 -> folder(what, "movies.csv", YEARS, "ratings.csv", RATINGS);
                    case 3 -> commits(what);
                    default -> folder(what, "u.item", OLD_FILMS, "u.data", OLD_RATINGS);
                }
            } catch (UnreadableFileException e) {
                assertThat(e.getMessage()).as(what).matches(OF_A_FILE);
                outcomes.merge("file refused", 1, Integer::sum);
            } catch (IOException | RuntimeException e) {
                fail(what + " ends in " + e, e);
            }
        }
        assertThat(outcomes.keySet()).containsExactly("event", "file refused", "line refused");
        assertThat(outcomes.values()).allMatch(count -> count > FILES / 20);
    }

    private void lines(String what) throws IOException {
        byte[] bytes = mutated(LINES.getBytes(UTF_8));
        if (random.nextBoolean()) {
            drain(what, FileFormat.JSONL.open(new ByteArrayInputStream(bytes), rules));
            return;
        }
        drain(what, FileFormat.JSONL.open(write("events.jsonl", bytes), Set.of(), rules));
    }

    private void commits(String what) throws IOException {
        Files.deleteIfExists(folder.resolve("commits.jsonl"));
        Files.deleteIfExists(folder.resolve("commits.jsonl.gz"));
        write("commits.jsonl", mutated(COMMITS.getBytes(UTF_8)));
        drain(what, FileFormat.COMMITS.open(folder, Set.of(), rules));
    }

    private void folder(String what, String films, String filmText, String ratings, String ratingText)
            throws IOException {
        boolean old = films.equals("u.item");
        boolean both = random.nextInt(4) == 0;
        boolean filmsToo = both || random.nextBoolean();
        byte[] filmBytes = filmText.getBytes(old ? ISO_8859_1 : UTF_8);
        byte[] ratingBytes = ratingText.getBytes(UTF_8);
        for (String name : List.of("movies.csv", "ratings.csv", "u.item", "u.data")) {
            Files.deleteIfExists(folder.resolve(name));
            Files.deleteIfExists(folder.resolve(name + ".gz"));
        }
        write(films, filmsToo ? mutated(filmBytes) : filmBytes);
        write(ratings, filmsToo && !both ? ratingBytes : mutated(ratingBytes));
        Set<String> tasks = random.nextBoolean() ? Set.of("movie-rating") : Set.of("movie-rating", "next-movie");
        drain(what, FileFormat.MOVIELENS.open(folder, tasks, rules));
    }

    private void drain(String what, EventSource source) throws IOException {
        try (source) {
            int entries = 0;
            for (@Nullable Entry entry = source.next(); entry != null; entry = source.next()) {
                assertThat(++entries).as(what).isLessThan(100);
                assertThat(source.progress()).as(what).isBetween(-1.0, 1.0);
                if (entry instanceof Entry.Event good) {
                    assertThat(rules.check(good.event())).as(what).isEmpty();
                    outcomes.merge("event", 1, Integer::sum);
                } else {
                    Entry.Unreadable bad = (Entry.Unreadable) entry;
                    assertThat(bad.line()).as(what).isBetween(1L, 60L);
                    assertThat(bad.source()).as(what).isNotEmpty();
                    assertThat(bad.cause()).as(what).contains(";");
                    outcomes.merge("line refused", 1, Integer::sum);
                }
            }
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        if (random.nextInt(3) > 0) {
            return Files.write(folder.resolve(name), bytes);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        byte[] file = random.nextInt(3) == 0 ? mutated(packed.toByteArray()) : packed.toByteArray();
        return Files.write(folder.resolve(name + ".gz"), file);
    }

    private byte[] mutated(byte[] good) {
        byte[] bytes = good.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 1; i--) {
            bytes = damaged(bytes);
        }
        return bytes;
    }

    private byte[] damaged(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + random.nextInt(12));
        switch (random.nextInt(8)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 2 -> {
                return spliced(bytes, at, to, new byte[0]);
            }
            case 3 -> {
                byte[] more = new byte[1 + random.nextInt(4)];
                random.nextBytes(more);
                return spliced(bytes, at, at, more);
            }
            case 4 -> {
                List<String> lines = new ArrayList<>(List.of(new String(bytes, ISO_8859_1).split("\n", -1)));
                Collections.shuffle(lines, random);
                return String.join("\n", lines).getBytes(ISO_8859_1);
            }
            case 5 -> {
                return new String(bytes, UTF_8).getBytes(random.nextBoolean() ? UTF_16LE : ISO_8859_1);
            }
            case 6 -> {
                return spliced(bytes, at, to, Arrays.copyOfRange(bytes, at / 2, at));
            }
            default -> {
                return spliced(
                        bytes,
                        at,
                        random.nextBoolean() ? at : to,
                        SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(UTF_8));
            }
        }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
