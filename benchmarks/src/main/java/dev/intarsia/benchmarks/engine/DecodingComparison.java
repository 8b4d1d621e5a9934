package dev.intarsia.benchmarks.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.benchmarks.gguf.GgufExport;
import dev.intarsia.benchmarks.load.WorkloadKind;
import dev.intarsia.benchmarks.worker.Worker;
import dev.intarsia.benchmarks.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares decoding with different adapters to decoding with the base model alone, with few registered adapters, and
 * with llama.cpp.
 */
final class DecodingComparison {
    private static final int TEXTS = 16;
    private static final int FEW = 5;
    private static final int GREEDY_TOKENS = 24;

    /** Of 16 prompts; rounding may decide a near tie otherwise. */
    private static final int AGREEING = 14;

    private final EngineBenchmarkOptions options;
    private final Effort effort;
    private final Turns turns;

    DecodingComparison(EngineBenchmarkOptions options, Effort effort, Turns turns) {
        this.options = options;
        this.effort = effort;
        this.turns = turns;
    }

    void measure(Children children, Path work, Measured measured) throws IOException {
        Worker base = children.engine("decoding, base model", WorkloadKind.SERVING, TEXTS, 0);
        Worker adapted = children.engine("decoding, 16 adapters", WorkloadKind.SERVING, TEXTS, TEXTS);
        Worker llama = llama(children, work, base, measured);
        Map<String, Times> sixteen = compare(base, adapted, llama, TEXTS, measured);
        Times adapters = requireNonNull(sixteen.get("16 adapters"));
        measured.result("decode_16_adapters_vs_base", adapters.speedOver(requireNonNull(sixteen.get("base model"))));
        Map<String, Times> one = compare(base, adapted, llama, 1, measured);
        Times alone = requireNonNull(one.get("16 adapters"));
        measured.result("decode_1_adapter_vs_base", alone.speedOver(requireNonNull(one.get("base model"))));
        measured.result("llamacpp_batch1_ratio", over(alone, one.get("llama.cpp")));
        measured.result("llamacpp_batch16_ratio", over(adapters, sixteen.get("llama.cpp")));
    }

    /** Many registered users against few. */
    void measureRegistered(Children children, Measured measured) throws IOException {
        int registered = effort.registered();
        Worker few = children.engine("serving, 5 registered", WorkloadKind.SERVING, TEXTS, FEW);
        Worker many =
                children.engine("serving, " + registered + " registered", WorkloadKind.SERVING, TEXTS, registered);
        Map<String, Turns.Side> sides = new LinkedHashMap<>();
        sides.put("5 registered", new Turns.Side(few, "stream", effort.requests(), "tokens"));
        sides.put("many registered", new Turns.Side(many, "stream", effort.requests(), "tokens"));
        Map<String, Times> times = turns.take("serving, " + registered + " registered adapters against 5", sides);
        measured.comparisons.put("serving registered adapters", times);
        measured.details.put("registered", registered);
        measured.result(
                "registered_2000_vs_5",
                requireNonNull(times.get("many registered")).speedOver(requireNonNull(times.get("5 registered"))));
    }

    private static @Nullable Double over(Times ours, @Nullable Times theirs) {
        return theirs == null ? null : ours.speedOver(theirs);
    }

    private Map<String, Times> compare(
            Worker base, Worker adapted, @Nullable Worker llama, int texts, Measured measured) {
        Map<String, Turns.Side> sides = new LinkedHashMap<>();
        sides.put("base model", new Turns.Side(base, "decode", texts, "tokens"));
        sides.put("16 adapters", new Turns.Side(adapted, "decode", texts, "tokens"));
        if (llama != null) {
            sides.put("llama.cpp", new Turns.Side(llama, "decode", texts, "tokens"));
        }
        String name = "decoding, " + texts + (texts == 1 ? " text" : " texts at once");
        Map<String, Times> times = turns.take(name, sides);
        measured.comparisons.put(name, times);
        return times;
    }

    /** llama.cpp with the same model, once it has been seen to say the same; null where it does not run here. */
    private @Nullable Worker llama(Children children, Path work, Worker base, Measured measured) throws IOException {
        Path file = work.resolve("model.gguf");
        GgufExport.write(options.model(), file);
        Worker llama;
        try {
            llama = children.engine("decoding, llama.cpp", WorkloadKind.LLAMACPP, file, TEXTS, 0, 256);
        } catch (WorkerException e) {
            measured.notes.put("llamacpp", "llama.cpp does not run here: " + e.getMessage());
            return null;
        }
        JsonNode ours = base.perform("greedy", GREEDY_TOKENS);
        JsonNode theirs = llama.perform("greedy", GREEDY_TOKENS);
        int same = 0;
        for (int i = 0; i < ours.get("texts").size(); i++) {
            same += ours.get("texts").get(i).equals(theirs.get("texts").get(i)) ? 1 : 0;
        }
        measured.details.put("llamacpp_identical_greedy_texts", same);
        measured.details.put("greedy_texts", ours.get("texts").size());
        if (!ours.get("promptTokens").equals(theirs.get("promptTokens"))
                || same < (options.precision().equals("fp32") ? AGREEING : 1)) {
            measured.notes.put(
                    "llamacpp",
                    "llama.cpp continues only " + same + " of "
                            + ours.get("texts").size()
                            + " prompts as the engine does, so their speeds are not compared");
            return null;
        }
        return llama;
    }
}
