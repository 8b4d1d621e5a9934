package dev.intarsia.events.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String GOOD = """
            {"eventId": "e1", "user": "u1", "time": "2026-05-31T10:00:00+02:00", "task": "movie-rating",
             "input": {"title": "Heat", "year": "1995", "genres": "Crime"}, "output": "4.5"}""";

    private final EventParser parser =
            new EventParser(new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void shouldReadEveryField() {
        assertThat(valid(GOOD))
                .isEqualTo(new BehaviorEvent(
                        "e1",
                        "u1",
                        Instant.parse("2026-05-31T08:00:00Z"),
                        "movie-rating",
                        Map.of("title", "Heat", "year", "1995", "genres", "Crime"),
                        "4.5",
                        NOW));
    }

    @Test
    void shouldTakeTimesInMilliseconds() {
        BehaviorEvent event = valid(GOOD.replace("\"2026-05-31T10:00:00+02:00\"", "1780000000123"));

        assertThat(event.getTime()).isEqualTo(Instant.ofEpochMilli(1780000000123L));
    }

    @Test
    void shouldDeriveTheSameIdForTheSameEventHoweverItIsSpelled() {
        String other = """
                {"output":"4.5","input":{"genres":"Crime","year":"1995","title":"He\\u0061t"},"task":"movie-rating",
                 "time":1780214400000,"user":"u1"}""";

        String id = valid(GOOD.replace("\"eventId\": \"e1\", ", "")).getEventId();

        assertThat(id).matches("[0-9a-f]{64}").isEqualTo(valid(other).getEventId());
        assertThat(valid(other.replace("4.5", "4.0")).getEventId()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "user": "u1"    | "user": ""              | user    | is empty
                    "user": "u1"    | "user": "  "            | user    | is empty
                    "user": "u1"    | "user": " u"            | user    | white space
                    "user": "u1"    | "user": ".."            | user    | no path can hold
                    "user": "u1"    | "user": "a\\u0000b"     | user    | U+0000
                    "user": "u1"    | "user": "a\\nb"         | user    | U+000A
                    "user": "u1"    | "user": "a\\u0085b"     | user    | U+0085
                    "user": "u1"    | "user": "a\\ud800b"     | user    | surrogate
                    "user": "u1"    | "user": 7               | user    | is a number
                    "user": "u1"    | "user": null            | user    | is null
                    "user": "u1"    | "user": ["u1"]          | user    | is an array
                    "user": "u1",   | ''                      | user    | is missing
                    "user": "u1"    | "user":"u1","user":"u2" | user    | twice
                    "user": "u1"    | "usr": "u1"             | usr     | not a known field
                    "eventId": "e1" | "eventId": 1            | eventId | is a number
                    "eventId": "e1" | "eventId": ""           | eventId | is empty
                    "eventId": "e1" | "eventId": "\\u0007"    | eventId | U+0007
                    "movie-rating"  | "movie-ratng"           | task    | is unknown
                    "movie-rating"  | {}                      | task    | is an object
                    "4.5"           | "4.6"                   | output  | is not an answer of this task
                    "4.5"           | 4.5                     | output  | is a number
                    "4.5"           | true                    | output  | is a boolean
                    "Heat"          | 5                       | input.title  | is a number
                    "Heat"          | ""                      | input.title  | is missing
                    "Heat"          | "a\\u0001"              | input.title  | U+0001
                    "title": "Heat" | "title":"a","title":"b" | input.title  | twice
                    "1995"          | "19950"                 | input.year   | shorten it to 4
                    "genres"        | "genre"                 | input.genre  | is no field of task
                    "genres"        | "output"                | input.output | is no field of task
                    {"title": "Heat", "year": "1995", "genres": "Crime"} | "Heat" | input | is a string
                    """)
    void shouldNameTheFieldAtFault(String good, String bad, String field, String problem) {
        assertThat(GOOD).contains(good);

        assertThat(problems(GOOD.replace(good, bad))).anySatisfy(found -> {
            assertThat(found.field()).isEqualTo(field);
            assertThat(found.problem()).contains(problem);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "2026-06-01T12:05:00.001Z" | in the future
                    1780315500001              | in the future
                    "+99999-01-01T00:00:00Z"   | in the future
                    "1969-12-31T23:59:59Z"     | before 1970
                    -1                         | before 1970
                    -9223372036854775808       | before 1970
                    1780000000                 | looks like seconds
                    0                          | looks like seconds
                    20260531                   | is 20260531, which looks like a day
                    1780000000000000           | is 1780000000000000, which looks like microseconds
                    1780000000000000000        | is 1780000000000000000, which looks like nanoseconds
                    "1780000000000"            | is not a time but a number in quotes, which looks like milliseconds
                    1780000000.25              | this one looks like seconds
                    "1780000000"               | which looks like seconds
                    "0001-01-01T00:00:00Z"     | is 0001-01-01T00:00:00Z, which lies before 1970
                    "+58375-01-01T00:00:00Z"   | in the future; it looks like milliseconds taken for seconds
                    "2126-05-31T10:00:00Z"     | in the future; correct the sender's clock
                    9223372036854775808        | beyond any calendar
                    1780000000123.5            | is a number; send
                    1e12                       | is a number; send
                    "2026-05-31"               | is not a time
                    "2026-05-31T10:00:00"      | with an offset
                    "yesterday"                | is not a time
                    ""                         | is not a time
                    true                       | is a boolean
                    """)
    void shouldRefuseImpossibleTimes(String time, String problem) {
        assertThat(problems(GOOD.replace("\"2026-05-31T10:00:00+02:00\"", time)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.field()).isEqualTo("time");
                    assertThat(found.problem()).contains(problem);
                });
    }

    @Test
    void shouldAllowTimesUpToTheClockSkew() {
        BehaviorEvent event = valid(GOOD.replace("2026-05-31T10:00:00+02:00", "2026-06-01T12:05:00Z"));

        assertThat(event.getTime()).isEqualTo(NOW.plusSeconds(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "[]", "\"x\"", "{", "{} {}", "{\"user\": \"u1\"", "nul", "{'user': 1}", "{\"a\":NaN}"})
    void shouldRefuseWhatIsNotAnObject(String json) {
        assertThat(parser.parse(json.getBytes(UTF_8))).isInstanceOf(Reading.Invalid.class);
    }

    /** The line's own number is known to whoever read it. */
    @Test
    void shouldNameNoLineWithinALine() {
        assertThat(problems("{\"user\": }"))
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).startsWith("is not valid JSON at column "));
    }

    @Test
    void shouldSayWhereJsonIsMalformed() {
        assertThat(problems(GOOD.replace("\"input\":", "\"input\"")))
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).contains("not valid JSON at line 2, column 10"));
    }

    @Test
    void shouldRefuseMaliciouslyDeepNesting() {
        String deep = "{\"input\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(problems(deep))
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).contains("nested deeper"));
    }

    @Test
    void shouldRefuseTextsThatAreTooLong() {
        assertThat(fields(GOOD.replace("u1", "u".repeat(129)))).containsExactly("user");
        assertThat(fields(GOOD.replace("e1", "e".repeat(129)))).containsExactly("eventId");
        assertThat(fields(GOOD.replace("Heat", "H".repeat(301)))).containsExactly("input.title");
    }

    @Test
    void shouldListEverythingThatIsWrong() {
        assertThat(fields("{\"time\": -1, \"task\": \"next-movie\", \"input\": {\"x\": \"y\"}, \"extra\": 1}"))
                .containsExactlyInAnyOrder("extra", "user", "time", "input.x", "input.liked", "output");
    }

    @Test
    void shouldKeepLineBreaksAndAstralCharactersInTexts() {
        String json = """
                {"user": "u1", "time": 1780000000000, "task": "next-movie",
                 "input": {"liked": "a\\tb\\nc \\ud83c\\udfac"}, "output": "🎬"}""";

        assertThat(valid(json).getInput()).containsEntry("liked", "a\tb\nc 🎬");
    }

    @Test
    void shouldSayWhichByteIsNotUtf8() {
        byte[] bytes = GOOD.getBytes(UTF_8);
        bytes[20] = (byte) 0xC3;

        assertThat(problems(bytes)).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo("body");
            assertThat(found.problem()).contains("not UTF-8 at byte 21 (0xC3)");
        });
    }

    @Test
    void shouldIgnoreAByteOrderMark() {
        assertThat(valid("\uFEFF" + GOOD)).isEqualTo(valid(GOOD));
    }

    private BehaviorEvent valid(String json) {
        return ((Reading.Valid<BehaviorEvent>) parser.parse(json.getBytes(UTF_8))).value();
    }

    private List<Problem> problems(String json) {
        return problems(json.getBytes(UTF_8));
    }

    private List<Problem> problems(byte[] json) {
        Reading<BehaviorEvent> reading = parser.parse(json);
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid<BehaviorEvent>) reading).problems();
    }

    private List<String> fields(String json) {
        return problems(json).stream().map(Problem::field).toList();
    }
}
