package dev.intarsia.model.engine;

import java.util.List;
import java.util.regex.Pattern;

/** The calls of a script that make a tensor from no other: without a device they make it in main memory. */
public final class TensorCreations {
    private static final Pattern CALL =
            Pattern.compile("torch\\.(zeros|ones|full|empty|empty_strided|arange|range|linspace"
                    + "|logspace|eye|tensor|scalar_tensor|as_tensor|rand|randn|randint|randperm|normal|tril_indices|triu_indices"
                    + "|hann_window|hamming_window|complex|from_file)\\(");

    private TensorCreations() {}

    /** Each such call with its arguments. */
    public static List<String> in(String source) {
        return CALL.matcher(source)
                .results()
                .map(call -> source.substring(call.start(), end(source, call.end())))
                .toList();
    }

    /** Those that do not take their device from a tensor that came in. */
    public static List<String> withoutDevice(String source) {
        return in(source).stream()
                .filter(call -> !call.contains("device=ops.prim.device("))
                .toList();
    }

    private static int end(String source, int inside) {
        int at = inside;
        for (int open = 1; open > 0; at++) {
            char c = source.charAt(at);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return at;
    }
}
