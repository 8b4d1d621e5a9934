package dev.intarsia.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Map<String, String> VALUES = Map.of("title", "Heat", "genres", "Crime, Thriller");

    @Test
    void shouldFillInValues() {
        assertThat(new Template("{{ title | upper }}: {% for g in genres.split(', ') %}[{{ g }}]{% endfor %}")
                        .render(VALUES))
                .isEqualTo("HEAT: [Crime][Thriller]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "::",
            quoteCharacter = '`',
            value = {
                "{{ range(3) }} :: range",
                "{% for i in range(99999) %}x{% endfor %} :: range",
                "{{ type(title) }} :: type",
                "{{ super() }} :: super",
                "{% set x = range(3) %}{{ x }} :: Unknown token found: x",
                "{% include 'a' %} :: include",
                "{% macro f() %}x{% endmacro %}{{ f() }} :: macro",
                "{{ title | pprint }} :: pprint",
                "{{ [title] | map('upper') | join }} :: map",
            })
    void shouldRefuseWhatIsDisabled(String source, String name) {
        assertThatThrownBy(() -> new Template(source).render(VALUES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be filled")
                .hasMessageContaining(name);
    }
}
