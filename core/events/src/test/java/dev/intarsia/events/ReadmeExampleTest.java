package dev.intarsia.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());
        EventParser parser = new EventParser(rules);
        String json = """
                {"user": "ada", "time": "2026-05-01T20:15:00Z", "task": "movie-rating",
                 "input": {"title": "Heat", "year": "1995", "genres": "Crime"}, "output": "11"}
                """;
        Reading<BehaviorEvent> reading = parser.parse(json.getBytes(StandardCharsets.UTF_8));
        // end of example

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .satisfies(problem ->
                                        assertThat(problem.toString()).contains("output")));
    }
}
