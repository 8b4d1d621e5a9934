package dev.intarsia.benchmarks.engine;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param instructions those of its sets that matter here
 * @param load of the machine before the measurement; other programs falsify times
 */
record Machine(String processor, int cores, String instructions, String memory, String system, double load) {
    static Machine here() {
        return new Machine(
                first(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                instructionSets(),
                first(Path.of("/proc/meminfo"), "MemTotal"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        versions.put("djl", String.valueOf(Engine.class.getPackage().getImplementationVersion()));
        versions.put("llama.cpp binding", jar("llama-"));
        versions.put("torch natives", jar("pytorch-native-"));
        versions.put("torch jni", jar("pytorch-jni-"));
        return versions;
    }

    private static String jar(String prefix) {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .flatMap(Machine::expanded)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> name.startsWith(prefix) && name.endsWith(".jar"))
                .map(name -> name.substring(0, name.length() - ".jar".length()))
                .findFirst()
                .orElse("not on the class path");
    }

    /** A class path entry may be a folder's every jar. */
    private static Stream<String> expanded(String entry) {
        if (!entry.endsWith("/*")) {
            return Stream.of(entry);
        }
        String[] names =
                Path.of(entry.substring(0, entry.length() - 2)).toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }

    private static String instructionSets() {
        String flags = " " + first(Path.of("/proc/cpuinfo"), "flags") + " ";
        return String.join(
                " ",
                Stream.of("avx2", "avx512f", "avx512_bf16", "amx_bf16")
                        .filter(flag -> flags.contains(" " + flag + " "))
                        .toList());
    }

    private static String first(Path file, String field) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith(field.toLowerCase(Locale.ROOT)))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
