package dev.intarsia.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the formatter leaves open. */
class SourceStyleTest {
    /** An annotation that makes a method a test, what follows it, and the method's name. */
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b"
                    + "(?s:.)*?\\n +(?:(?:public|protected|default|static|final|<[^\\n(]*>) )*(?:void|[A-Z]\\w*(?:<[^\\n(]*>)?) (\\w+)\\(");

    private static final Pattern BLANK_AFTER_BRACE =
            Pattern.compile("\\b(?:class|record|interface|enum)\\s+\\w[^;{}\"]*(\\{)\\R[ \\t]*\\R");

    @Test
    void shouldNameEveryTestAsASentenceThatBeginsWithShould() {
        List<String> names = SourceFile.where(SourceFile::isTestCode).stream()
                .flatMap(file -> file.faults(TEST, test -> test.group(1)))
                .toList();

        assertThat(names).hasSizeGreaterThan(1000);
        assertThat(names.stream().filter(name -> !name.matches(".*: should[A-Z0-9].*")))
                .as("Tests whose names are not sentences that begin with \"should\": rename each, for example to"
                        + " shouldRefuseAnEmptyBody")
                .isEmpty();
    }

    @Test
    void shouldBeginNoTypeWithABlankLine() {
        List<SourceFile> code = SourceFile.where(SourceFile::isCode);

        assertThat(code).hasSizeGreaterThan(1000);
        assertThat(code.stream()
                        .flatMap(file -> file.faults(
                                BLANK_AFTER_BRACE, type -> "delete the blank line after this opening brace")))
                .isEmpty();
    }
}
