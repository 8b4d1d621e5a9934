package dev.intarsia.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.compare.ComparisonPage;
import dev.intarsia.evaluation.result.MadeUpRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser, where there is one: every control is used once, and whatever the browser complains of is
 * collected, blocked requests included.
 */
@EnabledIf(value = "hasBrowser", disabledReason = "There is no Chromium or Chrome where they are looked for.")
class PageInBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=document.title='owned'>";

    @TempDir
    Path folder;

    @Test
    void shouldRespondToEveryControlOfTheReportWithoutErrors() throws Exception {
        Reports.write(MadeUpRun.of(folder, 8, 2, HOSTILE, HOSTILE), folder, new Resamples(100, 0.95, 1));

        JsonNode found = use(folder.resolve("report.html"), 1280);

        assertThat(found.path("complaints")).isEmpty();
        assertThat(found.path("sections").asInt()).isEqualTo(8);
        assertThat(found.path("charts").asInt()).isEqualTo(8);
        assertThat(found.path("unnamedCharts").asInt()).isZero();
        assertThat(found.path("tables").asInt()).isGreaterThanOrEqualTo(8 + 5);
        assertThat(found.path("holes").asInt()).isZero();
        assertThat(found.path("images").asInt()).isZero();
        assertThat(found.path("title").asText()).startsWith(HOSTILE);
        // Of the 15 made-up methods, without the base model and what needs no model.
        assertThat(found.path("tiles"))
                .extracting(JsonNode::asText)
                .contains("MAE against the base model, best of 10 personal methods");
    }

    @Test
    void shouldFitTheReportOnAPhone() throws Exception {
        Reports.write(MadeUpRun.of(folder, 8, 2), folder, new Resamples(100, 0.95, 1));

        JsonNode found = use(folder.resolve("report.html"), 500);

        assertThat(found.path("complaints")).isEmpty();
        assertThat(found.path("wide").asBoolean()).isFalse();
    }

    @Test
    void shouldRespondToEveryControlOfTheComparisonWithoutErrors() throws Exception {
        Resamples few = new Resamples(100, 0.95, 1);
        Reports.write(MadeUpRun.of(folder.resolve("a"), 8, 2), folder.resolve("a"), few);
        Reports.write(MadeUpRun.of(folder.resolve("b"), 8, 3), folder.resolve("b"), few);
        Path page = folder.resolve("compare.html");
        ComparisonPage.write(folder.resolve("a"), folder.resolve("b"), page);

        JsonNode found = use(page, 1280);

        assertThat(found.path("complaints")).isEmpty();
        assertThat(found.path("charts").asInt()).isEqualTo(3);
        assertThat(found.path("holes").asInt()).isZero();
    }

    /** Opens a page with two scripts more: one that listens from the start, one that uses everything at the end. */
    private JsonNode use(Path page, int width) throws IOException, InterruptedException {
        String text = Files.readString(page);
        int end = text.lastIndexOf("</body>");
        int begin = text.indexOf("<style>");
        String used =
                text.substring(0, begin) + "<script>" + script("listen.js") + "</script>" + text.substring(begin, end)
                        + "<pre id=\"found\"></pre><script>" + script("use.js") + "</script>" + text.substring(end);
        Path copy = Files.writeString(folder.resolve("used.html"), used);
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        browser().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=" + width + ",900",
                        "--virtual-time-budget=3000",
                        "--dump-dom",
                        copy.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.destroyForcibly();
        }
        Matcher found =
                Pattern.compile("<pre id=\"found\">(.+?)</pre>", Pattern.DOTALL).matcher(Files.readString(dom));
        assertThat(found.find()).isTrue();
        return new JsonMapper()
                .readTree(
                        found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }

    private static String script(String name) throws IOException {
        try (var in = PageInBrowserTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    static boolean hasBrowser() {
        return browsers().anyMatch(Files::isExecutable);
    }

    private static Path browser() {
        return browsers().filter(Files::isExecutable).findFirst().orElseThrow();
    }

    private static Stream<Path> browsers() {
        return Stream.of(
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Chromium.app/Contents/MacOS/Chromium",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of);
    }
}
