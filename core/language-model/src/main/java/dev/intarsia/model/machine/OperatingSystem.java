package dev.intarsia.model.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where each operating system says what its processor is. */
enum OperatingSystem {
    LINUX {
        @Override
        Processor processor() {
            try {
                return ProcessorText.ofLinux(Files.readString(Path.of("/proc/cpuinfo")), architecture(), cores());
            } catch (IOException e) {
                return OTHER.processor();
            }
        }
    },
    MACOS {
        @Override
        Processor processor() {
            return ProcessorText.ofMac(Sysctl.values("machdep.cpu", "hw.optional"), architecture(), cores());
        }
    },
    WINDOWS {
        @Override
        Processor processor() {
            return ProcessorText.ofWindows(System.getenv(), architecture(), cores());
        }
    },
    OTHER {
        @Override
        Processor processor() {
            return new Processor(architecture(), cores(), List.of());
        }
    };

    abstract Processor processor();

    static OperatingSystem here() {
        return named(System.getProperty("os.name", ""));
    }

    /** @param name as the JVM has it */
    static OperatingSystem named(String name) {
        if (name.startsWith("Linux")) {
            return LINUX;
        }
        if (name.startsWith("Mac")) {
            return MACOS;
        }
        return name.startsWith("Windows") ? WINDOWS : OTHER;
    }

    private static String architecture() {
        return System.getProperty("os.arch", "unknown");
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
