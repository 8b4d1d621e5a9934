package dev.intarsia.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.chat.value.Absent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Jinja2Test {
    private static final Map<String, String> SPECIALS = Map.of("bos_token", "<s>", "eos_token", "</s>");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-06T09:05:03Z"), ZoneOffset.UTC);

    /** What Jinja2 renders and we refuse: the template, and what the refusal names. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("{{ messages.__class__ }}", "'__class__' of a list"),
            Map.entry("{{ range.__globals__ }}", "'__globals__' of a function"),
            Map.entry("{{ lipsum(1) }}", "the function 'lipsum'"),
            Map.entry("{{ '<b>' | e }}", "the filter 'e'"),
            Map.entry("{{ 'a' | safe + '<' }}", "more with a text marked 'safe'"),
            Map.entry("{{ 'a'.encode() }}", "'encode' of a text"));

    private static String render(String source, List<?> messages) {
        return ChatTemplate.render(source, SPECIALS, messages, CLOCK);
    }

    /** What {@code make_chat.py} wrote. */
    static Stream<JsonNode> cases() throws IOException {
        return StreamSupport.stream(
                new ObjectMapper()
                        .readTree(Jinja2Test.class.getResource("/chat/jinja2.json"))
                        .spliterator(),
                false);
    }

    private static Object value(JsonNode node) {
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return items;
        } else if (node.isObject()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
            return entries;
        } else if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        return node.isNull() ? Absent.NONE : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldWriteWhatJinja2WritesOrRefuse(JsonNode test) {
        List<?> messages = (List<?>) value(test.get("messages"));
        String source = test.get("template").asText();
        if (test.has("error")) {
            assertThatThrownBy(() -> render(source, messages)).as(source).isInstanceOf(ChatTemplateException.class);
        } else if (REFUSED.containsKey(test.get("name").asText())) {
            assertThatThrownBy(() -> render(source, messages))
                    .as(source)
                    .isInstanceOf(ChatTemplateException.class)
                    .hasMessageContaining(REFUSED.get(test.get("name").asText()));
        } else {
            assertThat(render(source, messages))
                    .as(source)
                    .isEqualTo(test.get("text").asText());
        }
    }

    @Test
    void shouldTakeLongConversations() throws IOException {
        String qwen = cases().filter(test -> test.get("name").asText().equals("qwen-3"))
                .findFirst()
                .orElseThrow()
                .get("template")
                .asText();
        Map<String, String> asked = Map.of("role", "user", "content", "a question of some words ".repeat(10));
        Map<String, String> answered = Map.of("role", "assistant", "content", "<think>\nhm\n</think>\n\nyes");
        List<Map<String, String>> messages = new ArrayList<>();
        for (int turn = 0; turn < 1000; turn++) {
            messages.addAll(List.of(asked, answered));
        }
        messages.add(asked);
        assertThat(render(qwen, messages))
                .isEqualTo(("<im>user\n" + asked.get("content") + "</im>\n<im>assistant\nyes</im>\n").repeat(1000)
                        + "<im>user\n" + asked.get("content") + "</im>\n<im>assistant\n");
    }

    @Test
    void shouldKeepConversationsOfManyThreadsApart() {
        String source = "{% for m in messages %}{% set c = m.content | trim %}{{ c[::-1] }}{{ c }}{% endfor %}";
        List<String> written = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> render(source, List.of(Map.of("content", " " + (1000 + i)), Map.of("content", "ab"))))
                .toList();
        assertThat(written)
                .isEqualTo(IntStream.range(1000, 2000)
                        .mapToObj(i -> new StringBuilder().append(i).reverse() + "" + i + "baab")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "::",
            quoteCharacter = '`',
            value = {
                "a{% if x %}b :: endif",
                "{{ 'a' | wordwrap(9) }} :: filter 'wordwrap'",
                "{{ messages | xmlattr }} :: filter 'xmlattr'",
                "{{ 'a'.encode() }} :: 'encode' of a text, which is not known here",
                "{% include 'x' %} :: block 'include', which is not known here",
                "{% block f %}{% endblock %} :: block 'block', which is not known here",
                "{{ open('x') }} :: 'open'",
                "{{ nothing.more }} :: 'more' of a value that is undefined",
                "{{ nothing[0] }} :: of a value that is undefined",
                "{{ 'a }} :: does not end",
                "{{ a b }} :: 'b'",
                "{{ raise_exception('Not so.') }} :: the template says: Not so.",
                "{{ 2 ** 99 }} :: power",
                "{{ 9223372036854775807 + 1 }} :: overflow",
                "{{ '%x' % 3 }} :: calculates with a text",
                "{{ {1.5: 2} }} :: a map with a number for a key",
                "{{ [1] | map('string') }} :: writes out a range, view or generator",
                "{% for a, b in [[1]] %}{% endfor %} :: another number of names",
                "{% for a in none %}{% endfor %} :: goes through a none",
                "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }} :: call each other more than 150 deep",
                "{% raw %} x{% endra %} :: 'raw' does not end",
                "{{ strftime_now('%Z') }} :: '%Z'",
                "{{ '\\N{DASH}' }} :: \\N"
            })
    void shouldNameWhatItRefuses(String source, String problem) {
        assertThatThrownBy(() -> render(source, List.of()))
                .isInstanceOf(ChatTemplateException.class)
                .hasMessageContaining(problem);
    }

    private static final String MEGABYTES = "{% set x = 'a' * 4000000 %}";
    private static final String DOUBLING =
            "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}";
    private static final String DEEP =
            "{% set ns = namespace(x=[1]) %}{% for i in range(9000) %}{% set ns.x = [ns.x] %}{% endfor %}";

    /** Each would take hours or gigabytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                MEGABYTES + "{% for i in range(9999) %}{% set y = x.upper() %}{% endfor %}",
                MEGABYTES + "{{ x.find('a' * 2000000 + 'b') }}",
                MEGABYTES + "{% for i in range(9999) %}{% if ('a' * 2000 + 'b') in x %}{% endif %}{% endfor %}",
                MEGABYTES
                        + "{% set ns = namespace(x=[]) %}{% for i in range(999) %}{% set ns.x = ns.x + [x ~ i] %}{% endfor %}",
                MEGABYTES + "{% for i in range(999) %}{{ x }}{% endfor %}",
                MEGABYTES + "{% for i in range(999) %}{% set y = x | length %}{% endfor %}",
                DOUBLING + "{{ ns.x == ns.x }}",
                DOUBLING + "{{ ns.x }}",
                DOUBLING + "{{ ns.x | tojson }}",
                DEEP + "{{ ns.x }}",
                DEEP + "{{ ns.x | tojson }}",
                "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
                "{{ 'ab' * 9223372036854775807 }}",
                "{{ ('a\n' * 99999) | indent('x' * 99999) }}",
                "{{ range(9999) | unique | list }}",
                "{% for i in range(999) %}{% set x = range(9999) | sort(reverse=true) %}{% endfor %}",
                "{% for i in range(999) %}{% set x = ''.zfill(4000000) %}{% endfor %}",
                "{% for i in range(9999999999) %}{% endfor %}"
            })
    void shouldEndWhatTakesTooMuch(String source) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        assertThatThrownBy(() -> render(source, List.of())).isInstanceOf(ChatTemplateException.class);
        assertThat(threads.getCurrentThreadCpuTime() - began).isLessThan(10_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "[", "{'a': ", "x[", "f(", "{% if 1 %}", "1 if 1 else ", "1 + ", "a."})
    void shouldRefuseWhatIsNestedTooDeep(String part) {
        String source = part.startsWith("{%") ? part.repeat(9000) : "{{ " + part.repeat(20000) + "b }}";
        assertThatThrownBy(() -> render(source, List.of())).isInstanceOf(ChatTemplateException.class);
    }
}
