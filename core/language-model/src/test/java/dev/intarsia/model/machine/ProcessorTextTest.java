package dev.intarsia.model.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTextTest {
    @Test
    void shouldReadLinuxOnX86() {
        String cpuinfo = """
                processor\t: 0
                vendor_id\t: GenuineIntel
                cpu family\t: 6
                model\t\t: 207
                model name\t: Intel(R) Xeon(R) Processor
                power management:
                flags\t\t: fpu sse2 sse2 avx avx2 avx512f avx512_bf16 amx_bf16 amx_tile

                processor\t: 1
                model name\t: Another
                """;

        Processor processor = ProcessorText.ofLinux(cpuinfo, "amd64", 2);

        assertThat(processor.name()).isEqualTo("Intel(R) Xeon(R) Processor, family 6, model 207");
        assertThat(processor.cores()).isEqualTo(2);
        assertThat(processor.instructionSets()).containsExactly("avx2", "avx512f", "avx512_bf16", "amx_bf16");
    }

    @Test
    void shouldReadLinuxOnArmWhichHasNumbersForANameAndCallsFlagsFeatures() {
        String cpuinfo = """
                processor\t: 0
                BogoMIPS\t: 2100.00
                Features\t: fp asimd sve i8mm bf16
                CPU implementer\t: 0x41
                CPU part\t: 0xd40
                """;

        Processor processor = ProcessorText.ofLinux(cpuinfo, "aarch64", 8);

        assertThat(processor.name()).isEqualTo("aarch64, implementer 0x41, part 0xd40");
        assertThat(processor.instructionSets()).containsExactly("sve", "bf16");
    }

    @Test
    void shouldFallBackToTheArchitectureWhereLinuxSaysNothing() {
        Processor processor = ProcessorText.ofLinux("", "riscv64", 1);

        assertThat(processor.name()).isEqualTo("riscv64");
        assertThat(processor.instructionSets()).isEmpty();
    }

    @Test
    void shouldReadMacOs() {
        String sysctl = """
                machdep.cpu.cores_per_package: 8
                machdep.cpu.brand_string: Apple M2
                hw.optional.arm.FEAT_BF16: 1
                hw.optional.arm.FEAT_SME: 0
                """;

        Processor processor = ProcessorText.ofMac(sysctl, "aarch64", 8);

        assertThat(processor.name()).isEqualTo("Apple M2");
        assertThat(processor.instructionSets()).containsExactly("bf16");
    }

    @Test
    void shouldFallBackToTheArchitectureWhereMacOsCannotBeAsked() {
        assertThat(ProcessorText.ofMac("", "aarch64", 8).name()).isEqualTo("aarch64");
    }

    @Test
    void shouldReadWindows() {
        Map<String, String> environment =
                Map.of("PROCESSOR_IDENTIFIER", "Intel64 Family 6 Model 207 Stepping 2, GenuineIntel");

        assertThat(ProcessorText.ofWindows(environment, "amd64", 4).name())
                .isEqualTo("Intel64 Family 6 Model 207 Stepping 2, GenuineIntel");
        assertThat(ProcessorText.ofWindows(Map.of(), "amd64", 4).name()).isEqualTo("amd64");
    }

    @Test
    void shouldRecognizeOperatingSystemsByTheirJavaNames() {
        assertThat(OperatingSystem.named("Linux")).isEqualTo(OperatingSystem.LINUX);
        assertThat(OperatingSystem.named("Mac OS X")).isEqualTo(OperatingSystem.MACOS);
        assertThat(OperatingSystem.named("Windows 11")).isEqualTo(OperatingSystem.WINDOWS);
        assertThat(OperatingSystem.named("FreeBSD")).isEqualTo(OperatingSystem.OTHER);
    }

    /** Whatever is asked where it is not at home, there is an answer. */
    @Test
    void shouldNameTheProcessorForEveryOperatingSystem() {
        for (OperatingSystem system : OperatingSystem.values()) {
            assertThat(system.processor().name()).as(system.name()).isNotBlank();
        }
    }
}
