package dev.intarsia.model.chat.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-06T09:05:03Z"), ZoneOffset.UTC);

    private static String render(String source, List<?> messages) {
        Map<String, Object> values = new HashMap<>();
        values.put("messages", messages);
        values.put("tools", None.NONE);
        values.put("documents", None.NONE);
        values.put("add_generation_prompt", true);
        values.put("bos_token", "<s>");
        values.put("eos_token", "</s>");
        return Template.of(source).render(values, CLOCK);
    }

    /** What {@code make_chat.py} wrote. */
    static Stream<JsonNode> cases() throws IOException {
        return StreamSupport.stream(
                new ObjectMapper()
                        .readTree(TemplateTest.class.getResource("/chat/jinja2.json"))
                        .spliterator(),
                false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldWriteWhatJinja2Writes(JsonNode test) {
        List<Object> messages = new ArrayList<>();
        for (JsonNode message : test.get("messages")) {
            Map<String, Object> entries = new LinkedHashMap<>();
            message.properties()
                    .forEach(entry ->
                            entries.put(entry.getKey(), entry.getValue().asText()));
            messages.add(entries);
        }
        String source = test.get("template").asText();
        if (test.has("text")) {
            assertThat(render(source, messages))
                    .as(source)
                    .isEqualTo(test.get("text").asText());
        } else {
            assertThatThrownBy(() -> render(source, messages)).as(source).isInstanceOf(JinjaException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "::",
            quoteCharacter = '`',
            value = {
                "a{% if x %}b :: 'endif' is missing",
                "{{ 'a' | center(9) }} :: filter 'center', which is not known here",
                "{{ 'a'.encode() }} :: 'encode' of a text, which is not known here",
                "{% include 'x' %} :: line 1: 'include' is no block that is known here",
                "{{ open('x') }} :: 'open', which is not known here",
                "{{ 1 is prime }} :: test 'prime', which is not known here",
                "{{ nothing.more }} :: 'nothing', which is undefined",
                "{{ 'a }} :: a text in quotes does not end",
                "{{ a b }} :: there is 'b' where the end of the tag is expected",
                "{% break %} :: outside a loop",
                "{{ raise_exception('Not so.') }} :: it says: Not so.",
                "{{ 2 ** 99 }} :: becomes too large",
                "{% set messages.x = 1 %} :: which is no namespace"
            })
    void shouldSayWhatItDoesNotKnow(String source, String problem) {
        assertThatThrownBy(() -> render(source, List.of()))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining(problem);
    }

    private static final String MEGABYTES = "{% set x = 'a' * 4000000 %}";
    private static final String DOUBLING =
            "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}";
    private static final String DEEP =
            "{% set ns = namespace(x=[1]) %}{% for i in range(90000) %}{% set ns.x = [ns.x] %}{% endfor %}";

    /** Each would take hours or gigabytes; none takes a second here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                MEGABYTES + "{% for i in range(99999) %}{% set y = x.upper() %}{% endfor %}",
                MEGABYTES + "{{ x.find('a' * 2000000 + 'b') }}",
                MEGABYTES + "{% for i in range(99999) %}{% if ('a' * 2000 + 'b') in x %}{% endif %}{% endfor %}",
                MEGABYTES
                        + "{% set ns = namespace(x=[]) %}{% for i in range(999) %}{% set ns.x = ns.x + [x ~ i] %}{% endfor %}",
                DOUBLING + "{{ ns.x == ns.x }}",
                DOUBLING + "{{ ns.x }}",
                DOUBLING + "{{ ns.x | tojson }}",
                DEEP + "{{ ns.x }}",
                DEEP + "{{ ns.x | tojson }}",
                "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
                "{% macro f(n) %}{% if n < 15 %}{{ f(n + 1) ~ f(n + 1) ~ f(n + 1) ~ f(n + 1) }}{% endif %}{% endmacro %}{{ f(1) }}",
                "{{ 'ab' * 9223372036854775807 }}",
                "{{ ('a\n' * 99999) | indent('x' * 99999) }}",
                "{{ range(99999) | unique | list }}",
                "{% for i in range(999) %}{% set x = range(99999) | sort(reverse=true) %}{% endfor %}"
            })
    void shouldEndWhatTakesTooMuch(String source) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        assertThatThrownBy(() -> render(source, List.of())).isInstanceOf(JinjaException.class);
        assertThat(threads.getCurrentThreadCpuTime() - began).isLessThan(10_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "-", "[", "{'a': ", "x[", "f(", "{% if 1 %}", "1 if 1 else ", "1 + ", "a."})
    void shouldRefuseWhatIsNestedTooDeep(String part) {
        String source = part.startsWith("{%") ? part.repeat(9000) : "{{ " + part.repeat(30000) + "b }}";
        assertThatThrownBy(() -> render(source, List.of())).isInstanceOf(JinjaException.class);
    }
}
