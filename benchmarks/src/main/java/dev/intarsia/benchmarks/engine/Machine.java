package dev.intarsia.benchmarks.engine;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import dev.intarsia.model.machine.Processor;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param instructions those of its sets that matter here; empty where the system does not say
 * @param load of the machine before the measurement, since other programs falsify times; negative where the system does
 *     not say
 */
public record Machine(String processor, int cores, String instructions, String memory, String system, double load) {
    public static Machine here() {
        Processor processor = Processor.here();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                processor.name(),
                processor.cores(),
                String.join(" ", processor.instructionSets()),
                (system.getTotalMemorySize() >> 10) + " kB",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                system.getSystemLoadAverage());
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
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .flatMap(Machine::expanded)
                .map(entry -> new File(entry).getName())
                .filter(name -> name.startsWith(prefix) && name.endsWith(".jar"))
                .map(name -> name.substring(0, name.length() - ".jar".length()))
                .findFirst()
                .orElse("not on the class path");
    }

    /** A class path entry may be a folder's every jar. */
    private static Stream<String> expanded(String entry) {
        File file = new File(entry);
        if (!file.getName().equals("*")) {
            return Stream.of(entry);
        }
        String[] names = file.getParentFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }
}
