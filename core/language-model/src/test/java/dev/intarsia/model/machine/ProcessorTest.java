package dev.intarsia.model.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private static final Processor PROCESSOR = new Processor("A Processor", 4, List.of("avx2", "avx512f"));

    @Test
    void shouldDescribeThisMachine() {
        Processor here = Processor.here();

        assertThat(here.name()).isNotBlank();
        assertThat(here.cores()).isPositive();
        assertThat(Processor.here()).isSameAs(here);
    }

    @Test
    void shouldKnowItsInstructionSets() {
        assertThat(PROCESSOR.has("avx512f")).isTrue();
        assertThat(PROCESSOR.has("avx512")).isFalse();
    }

    /** Written down, since what is kept under a key must be found again by later versions. */
    @Test
    void shouldKeepItsKey() {
        assertThat(PROCESSOR.key("2.7.1-0.35.1")).isEqualTo("865e249898527ab3");
    }

    @Test
    void shouldHaveAKeyForFileNames() {
        assertThat(Processor.here().key())
                .matches("[0-9a-f]{16}")
                .isEqualTo(Processor.here().key());
    }

    @Test
    void shouldHaveAnotherKeyWhereAnythingDiffers() {
        assertThat(List.of(
                        PROCESSOR.key("1"),
                        PROCESSOR.key("2"),
                        new Processor("Another", 4, PROCESSOR.instructionSets()).key("1"),
                        new Processor("A Processor", 2, PROCESSOR.instructionSets()).key("1"),
                        new Processor("A Processor", 4, List.of("avx2")).key("1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldReadTheEnginesVersionFromItsLibrary() {
        assertThat(EngineVersion.here()).matches("\\d+\\.\\d+\\.\\d+-\\d+\\.\\d+\\.\\d+.*");
    }
}
