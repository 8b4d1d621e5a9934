package dev.intarsia.events.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.tasks.Tasks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files given by mistake: each is refused before anything of it is used, with what it is and what to do. */
class ForeignFilesTest {
    private static final String EVENT =
            "{\"user\":\"u1\",\"time\":1600000000000,\"task\":\"next-movie\",\"input\":{\"liked\":\"A\"},\"output\":\"B\"}";
    private static final String FILMS = "movieId,title,genres\n1,Heat (1995),Crime\n2,Ronin (1998),Action\n";
    private static final String RATINGS = "userId,movieId,rating,timestamp\n7,1,2.0,1100000000\n7,2,4.0,1100000001\n";
    private static final String MARK = "\uFEFF";

    private final EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());

    @TempDir
    Path folder;

    static Stream<Arguments> notLinesOfJson() throws IOException {
        String pretty = EVENT.replace(",", ",\n  ").replace("{\"user", "{\n  \"user") + "\n";
        return Stream.of(
                Arguments.of(pretty.getBytes(UTF_8), "printed over several lines", "jq -c '.'"),
                Arguments.of(EVENT.replace("\"input", "\n\"input").getBytes(UTF_8), "several lines", "jq -c '.'"),
                Arguments.of(("[\n" + EVENT + ",\n" + EVENT + "\n]\n").getBytes(UTF_8), "several lines", "'.[]'"),
                Arguments.of(("[" + EVENT + "," + EVENT + "]").getBytes(UTF_8), "a JSON list", "'.[]'"),
                Arguments.of(
                        ("[" + (pretty.strip() + ",").repeat(900) + "]").getBytes(UTF_8), "several lines", "'.[]'"),
                Arguments.of((EVENT + "\n").getBytes(UTF_16), "UTF-16", "iconv"),
                Arguments.of((MARK + EVENT + "\n").getBytes(UTF_16LE), "UTF-16", "iconv"),
                Arguments.of((EVENT + "\n").getBytes(UTF_16LE), "UTF-16LE", "iconv"),
                Arguments.of((EVENT + "\n").getBytes(UTF_16BE), "UTF-16BE", "iconv"),
                Arguments.of((EVENT + "\n").getBytes("UTF-32BE"), "UTF-32BE", "iconv"),
                Arguments.of(packed(EVENT), "packed with gzip", "unpack"),
                Arguments.of(zipped("events.jsonl"), "a zip archive", "unpack"),
                Arguments.of(zipped("xl/workbook.xml"), "Excel workbook", "export"),
                Arguments.of("PAR1\u0015\u0004\u0015".getBytes(ISO_8859_1), "Parquet", "export"),
                Arguments.of("Obj\u0001\u0004\u0014".getBytes(ISO_8859_1), "Avro", "export"),
                Arguments.of("\u00d0\u00cf\u0011\u00e0\u00a1".getBytes(ISO_8859_1), "Excel", "export"),
                Arguments.of("SQLite format 3\0\u0010".getBytes(ISO_8859_1), "SQLite", "export"),
                Arguments.of("\n <!DOCTYPE html><html>\n<p>Not found</p>".getBytes(UTF_8), "HTML", "fetch"),
                Arguments.of("<HTML><body>Sign in".getBytes(UTF_8), "HTML", "fetch"),
                Arguments.of("<?xml version=\"1.0\"?><a/>".getBytes(UTF_8), "XML", "export"),
                Arguments.of(RATINGS.getBytes(UTF_8), "looks like a table", "name the folder"),
                Arguments.of(
                        "user;item;stars\n1;2;3\n".getBytes(UTF_8), "looks like a table", "one JSON object a line"),
                Arguments.of((EVENT + "\r" + EVENT + "\r").getBytes(UTF_8), "a carriage return alone", "line feed"),
                Arguments.of("\n \n".getBytes(UTF_8), "is empty", "one event a line"),
                Arguments.of(MARK.getBytes(UTF_8), "is empty", "one event a line"),
                Arguments.of(new byte[0], "is empty", "one event a line"));
    }

    @ParameterizedTest
    @MethodSource("notLinesOfJson")
    void shouldRefuseWhatIsNoFileOfLines(byte[] content, String looks, String advice) throws IOException {
        Path file = Files.write(folder.resolve("events.jsonl"), content);

        assertThatThrownBy(() -> FileFormat.JSONL.open(file, Set.of(), rules))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("events.jsonl ")
                .hasMessageContainingAll(looks, advice);
        EventSource pipe = FileFormat.JSONL.open(new ByteArrayInputStream(content), rules);
        assertThatThrownBy(pipe::next).hasMessageStartingWith("stdin ").hasMessageContainingAll(looks, advice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    userId;movieId;rating;timestamp\\n7;1;2.0;1100000000\\n                     | has semicolons between its columns; write commas
                    userId\\tmovieId\\trating\\ttimestamp\\n7\\t1\\t2.0\\t1100000000\\n             | has tabs between its columns
                    7::1::2::1100000000\\n                                                       | has two colons between its columns
                    7;1;2,0;1100000000\\n                                                       | has semicolons between its columns
                    7,1,2.0,1100000000\\n                                                       | has no header, its first line is '7,1,2.0,1100000000'
                    userId,movieId,rating,timestamp\\r7,1,2.0,1100000000\\r                     | ends its lines with a carriage return alone
                    {"user": "a"}\\n                                                            | is JSON and no table
                    user,film,stars,at\\n                                                       | begins with another header than userId,movieId,rating,timestamp, 'user,film,stars,at'
                    <html><body>No</body></html>                                              | is an HTML page
                    ~~                                                                        | is empty; give a table under the header userId,movieId,rating,timestamp
                    \\n\\n                                                                       | is empty
                    """)
    void shouldRefuseWhatIsNoTableOfRatings(String ratings, String problem) throws IOException {
        Files.writeString(folder.resolve("movies.csv"), FILMS);
        Files.writeString(folder.resolve("ratings.csv"), escaped(ratings));

        assertThatThrownBy(this::open)
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("ratings.csv " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    movieId;title;genres\\n1;Heat (1995);Crime\\n | has semicolons between its columns
                    1,Heat (1995),Crime\\n                       | has no header
                    movieId,title,genres\\r1,Heat,Crime\\r        | ends its lines with a carriage return alone
                    title,movieId,genres\\n                      | begins with another header
                    movieId,title,genres\\n1,"Heat,Crime\\n       | is not CSV: line 2 opens a quote that is never closed
                    ~~                                          | is empty
                    """)
    void shouldRefuseWhatIsNoTableOfFilms(String films, String problem) throws IOException {
        Files.writeString(folder.resolve("movies.csv"), escaped(films));
        Files.writeString(folder.resolve("ratings.csv"), RATINGS);

        assertThatThrownBy(this::open)
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("movies.csv " + problem);
    }

    @Test
    void shouldRefuseTablesInUtf16AndPackedOnesUnderAPlainName() throws IOException {
        Files.writeString(folder.resolve("movies.csv"), FILMS);
        Files.write(folder.resolve("ratings.csv"), RATINGS.getBytes(UTF_16LE));
        assertThatThrownBy(this::open).hasMessageStartingWith("ratings.csv is text in UTF-16LE; encode it as UTF-8");

        Files.write(folder.resolve("ratings.csv"), packed(RATINGS));
        assertThatThrownBy(this::open).hasMessageStartingWith("ratings.csv is packed with gzip");
    }

    @Test
    void shouldReadTablesWithAByteOrderMarkQuotesAndEitherLineEnd() throws IOException {
        Files.writeString(
                folder.resolve("movies.csv"),
                MARK + FILMS.replace("movieId", "\"movieId\"").replace("\n", "\r\n"));
        Files.writeString(
                folder.resolve("ratings.csv"),
                MARK + "\"userId\",\"movieId\",\"rating\",\"timestamp\"\r\n\"7\",\"1\",2.0,1100000000\r\n");

        assertThat(JsonLinesTest.all(open())).singleElement().isInstanceOf(Entry.Event.class);
    }

    @Test
    void shouldReadLinesBehindAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), MARK + EVENT + "\n" + MARK + EVENT);

        assertThat(JsonLinesTest.all(FileFormat.JSONL.open(file, Set.of(), rules)))
                .hasSize(2)
                .allMatch(Entry.Event.class::isInstance);
    }

    /** What is cut at the end of the first look could be anything. */
    @Test
    void shouldReadAFirstLineLongerThanTheFirstLook() throws IOException {
        String longest = EVENT.replace("\"A\"", "\"" + "A".repeat(FirstBytes.MOST) + "\"");
        Path file = Files.writeString(folder.resolve("events.jsonl"), longest + "\n" + EVENT);

        assertThat(JsonLinesTest.all(FileFormat.JSONL.open(file, Set.of(), rules)))
                .hasExactlyElementsOfTypes(Entry.Unreadable.class, Entry.Event.class);
    }

    /** A pipe stays open, as behind tail -f: its first event must not wait for the second. */
    @Test
    void shouldGiveTheFirstEventOfAPipeThatStaysOpen() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                EventSource pipe = FileFormat.JSONL.open(new PipedInputStream(writer), rules)) {
            writer.write((EVENT + "\n").getBytes(UTF_8));

            assertThat(pipe.next()).isInstanceOf(Entry.Event.class);
        }
    }

    @Test
    void shouldSayThatAPathIsNotThereOrIsOfTheOtherKind() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), EVENT);

        assertThatThrownBy(() -> FileFormat.JSONL.open(folder.resolve("no.jsonl"), Set.of(), rules))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("no.jsonl is not there");
        assertThatThrownBy(() -> FileFormat.JSONL.open(folder, Set.of(), rules)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> FileFormat.MOVIELENS.open(file, Set.of(), rules))
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> FileFormat.MOVIELENS.open(folder.resolve("no"), Set.of(), rules))
                .hasMessageContaining("is not there");
    }

    @Test
    void shouldRefuseAFileNoLineOfWhichIsAnEventWithItsFirstLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("events.jsonl"), "\n" + EVENT.replace("1600000000000", "1600000000") + "\n{}\n");

        EventSource source = FileFormat.JSONL.open(file, Set.of(), rules);

        assertThatThrownBy(source::next)
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(
                        "events.jsonl has no event: none of its 2 lines is one. Line 2: time is 1600000000, which looks"
                                + " like seconds; send ISO-8601 with an offset, as in 2026-01-31T12:00:00Z, or milliseconds");
    }

    @Test
    void shouldNotReadOnForeverForAFirstEvent() throws IOException {
        EventSource pipe = FileFormat.JSONL.open(
                new ByteArrayInputStream(("{}\n".repeat(FirstEvent.MOST_LINES) + EVENT).getBytes(UTF_8)), rules);

        assertThatThrownBy(pipe::next)
                .hasMessageContaining("none of its first 10000 lines is one. Line 1: user is missing");
    }

    @Test
    void shouldKeepBadLinesBeforeTheFirstEventInTheirPlace() throws IOException {
        EventSource pipe =
                FileFormat.JSONL.open(new ByteArrayInputStream(("{}\n[]\n" + EVENT + "\n{}\n").getBytes(UTF_8)), rules);

        assertThat(JsonLinesTest.all(pipe))
                .hasExactlyElementsOfTypes(
                        Entry.Unreadable.class, Entry.Unreadable.class, Entry.Event.class, Entry.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1100000000000       | timestamp is 1100000000000, which looks like milliseconds; give whole seconds
                    1100000000000000    | which looks like microseconds
                    1100000000000000000 | which looks like nanoseconds
                    20041109            | timestamp is 20041109, which looks like a day, as in 20260131; give whole seconds
                    1100000000.0        | timestamp is a number with a fraction or an exponent, which looks like seconds
                    1.1e12              | which looks like milliseconds
                    2004-11-09 11:33:20 | timestamp is a date; give whole seconds since 1970
                    99999999999999999999 | beyond any calendar
                    -5                  | time is 1969-12-31T23:59:55Z, which lies before 1970
                    99999999999         | time is 5138-11-16T09:46:39Z, which lies more than 300 s in the future
                    """)
    void shouldStopAtAHistoryInAnotherUnitAndNameIt(String time, String problem) throws IOException {
        Files.writeString(folder.resolve("movies.csv"), FILMS + "x,Bad,\n");
        Files.writeString(
                folder.resolve("ratings.csv"),
                "userId,movieId,rating,timestamp\n\n7,1,2.0," + time + "\n7,2,2.0," + time + "\n");

        assertThatThrownBy(() -> open().next())
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("ratings.csv has no event: none of its 2 lines is one. Line 3: ")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldNumberLinesAsTheFileDoes() throws IOException {
        Files.writeString(
                folder.resolve("movies.csv"),
                MARK
                        + "\nmovieId,title,genres\r\n\n1,\"Heat\n(uncut)\nagain\",Crime\nx,Bad,\n\n2,\"Ronin\" (1998),Action\n3,\"Up\n\n\",\n4,Short\n");
        Files.writeString(folder.resolve("ratings.csv"), "\n" + MARK + RATINGS + "\n\n7,1\n");

        List<Entry> entries = JsonLinesTest.all(open());

        assertThat(entries)
                .filteredOn(Entry.Unreadable.class::isInstance)
                .map(entry -> ((Entry.Unreadable) entry).source() + ":" + ((Entry.Unreadable) entry).line())
                .containsExactly("movies.csv:7", "movies.csv:9", "movies.csv:13", "ratings.csv:4", "ratings.csv:7");
    }

    private EventSource open() throws IOException {
        return FileFormat.MOVIELENS.open(folder, Set.of(), rules);
    }

    private static String escaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zipped(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(EVENT.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
