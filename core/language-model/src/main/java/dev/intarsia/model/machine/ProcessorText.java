package dev.intarsia.model.machine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a processor out of what an operating system says of it. */
final class ProcessorText {
    /** Those of x86, then those of ARM. */
    private static final List<String> RELEVANT =
            List.of("avx2", "avx512f", "avx512_bf16", "avx512_fp16", "amx_bf16", "sve", "sve2", "sme", "bf16");

    private ProcessorText() {}

    /** @param cpuinfo the text of {@code /proc/cpuinfo}, whose first core stands for all */
    static Processor ofLinux(String cpuinfo, String architecture, int cores) {
        Map<String, String> fields = fields(cpuinfo);
        String flags = fields.getOrDefault("flags", fields.getOrDefault("Features", ""));
        Set<String> known = new HashSet<>(List.of(flags.split("\\s+")));
        return new Processor(
                linuxName(fields, architecture),
                cores,
                RELEVANT.stream().filter(known::contains).toList());
    }

    /** Virtual machines often show the maker's brand alone, so the numbers of the model belong to the name. */
    private static String linuxName(Map<String, String> fields, String architecture) {
        if (fields.containsKey("model name")) {
            return fields.get("model name")
                    + numbered(fields, "cpu family", "family")
                    + numbered(fields, "model", "model");
        }
        return architecture + numbered(fields, "CPU implementer", "implementer") + numbered(fields, "CPU part", "part");
    }

    private static String numbered(Map<String, String> fields, String field, String shown) {
        return fields.containsKey(field) ? ", " + shown + " " + fields.get(field) : "";
    }

    /** @param sysctl lines of {@code name: value} */
    static Processor ofMac(String sysctl, String architecture, int cores) {
        Map<String, String> fields = fields(sysctl);
        return new Processor(
                fields.getOrDefault("machdep.cpu.brand_string", architecture),
                cores,
                RELEVANT.stream()
                        .filter(set -> "1".equals(fields.get("hw.optional.arm.FEAT_" + set.toUpperCase(Locale.ROOT))))
                        .toList());
    }

    /** Windows tells programs the numbers of the model and no instruction sets. */
    static Processor ofWindows(Map<String, String> environment, String architecture, int cores) {
        return new Processor(environment.getOrDefault("PROCESSOR_IDENTIFIER", architecture), cores, List.of());
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            if (colon > 0 && !value.isEmpty()) {
                fields.putIfAbsent(line.substring(0, colon).strip(), value);
            }
        });
        return fields;
    }
}
