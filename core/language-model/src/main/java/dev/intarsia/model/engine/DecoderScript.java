package dev.intarsia.model.engine;

import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.pieces.module.Projection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The script of a decoder: its source with a model's constants and the adapted projections filled in.
 *
 * <p>The source is {@code decoder.torchscript}. Weights come in as a list in the order of {@link DecoderWeights}.
 */
final class DecoderScript {
    private static final String CLASS = "Decoder";

    /** The engine's numbers for the types it knows. */
    private static final int FLOAT = 6;

    private static final int BFLOAT16 = 15;

    /** In place of the number of a module or an input that adapters do not touch. */
    private static final int NOT_THERE = -1;

    /** Up to how many query-key pairs of a row attention is written out rather than left to the fused kernel. */
    static final int SHORT = 64 * 64;

    /** Projections that read the same input share one product with their stacked A's. */
    private static final Map<String, List<Projection>> GROUPS = groups();

    private final ModelConfig config;
    private final Set<Projection> adapted = EnumSet.noneOf(Projection.class);
    private final AdapterCodec form;
    private final boolean ownA;
    private final int rank;
    private final double scale;
    private final Precision precision;
    private final Products products;

    DecoderScript(ModelConfig config, AdapterLayout layout, Precision precision, Products products) {
        this.config = config;
        this.form = layout.form();
        this.ownA = form == AdapterCodec.OWN_A;
        this.rank = layout.rank();
        this.scale = layout.scale();
        this.precision = precision;
        this.products = products;
        if (form.isLora()) {
            layout.modules().forEach(module -> adapted.add(module.id().projection()));
        }
    }

    private static Map<String, List<Projection>> groups() {
        Map<String, List<Projection>> groups = new LinkedHashMap<>();
        groups.put("ATTENTION", List.of(Projection.Q, Projection.K, Projection.V));
        groups.put("OUTPUT", List.of(Projection.O));
        groups.put("MLP", List.of(Projection.GATE, Projection.UP));
        groups.put("DOWN", List.of(Projection.DOWN));
        return groups;
    }

    /** The projections of a layer that LoRA adds to, those that share an input together. */
    List<List<Projection>> adaptedGroups() {
        return GROUPS.values().stream()
                .map(group -> group.stream().filter(adapted::contains).toList())
                .filter(group -> !group.isEmpty())
                .toList();
    }

    Script load(NDManager manager) {
        return Script.load(manager, CLASS, source(), "w", "a");
    }

    String source() {
        Map<String, String> values = new LinkedHashMap<>();
        adapters(values);
        AttentionShape attention = config.attention();
        int second = DecoderWeights.secondNorm(attention);
        values.put("PRODUCT", ownA ? ownProduct() : "    return torch.linear(torch.to(z, 6), a[m])");
        values.put(
                "EMBEDDED",
                form == AdapterCodec.PROMPT ? "(self).prompted(ids, b)" : "torch.to(torch.embedding(w[0], ids), 6)");
        values.put("STRETCH_KEYS", form == AdapterCodec.IA3 ? stretch("k", 0) + "\n" + stretch("v", 1) : "");
        values.put("STRETCH_INNER", form == AdapterCodec.IA3 ? stretch("h", 2) : "");
        values.put("BIAS", attention.bias() ? bias() : "");
        values.put("QKNORM", attention.queryKeyNorm() ? queryKeyNorm() : "");
        values.put("OUTPUTBIAS", attention.outputBias() ? "      o = o + w[p + " + (second - 1) + "]" : "");
        boolean narrow = precision == Precision.BF16;
        String narrowX = narrow ? "torch.to(x, " + BFLOAT16 + ")" : "x";
        String head = "torch.linear(" + narrowX + ", w)";
        values.put("MULTIPLY", narrow ? "    return torch.matmul(" + narrowX + ", w)" : products.source());
        String transposed = "torch.matmul(torch.to(x, " + BFLOAT16 + "), torch.t(w))";
        values.put("MULTIPLY_BACK", narrow ? transposed : products.back());
        values.put("WIDE_HEAD", narrow ? "torch.to(" + head + ", " + FLOAT + ")" : head);
        values.put("WIDE_PRODUCT", narrow ? "torch.to((self).raw(x, w), " + FLOAT + ")" : "(self).raw(x, w)");
        values.put("TYPE", "" + (narrow ? BFLOAT16 : FLOAT));
        values.put("EPSILON", "" + config.normEpsilon());
        values.put("SCALE", "" + 1 / Math.sqrt(attention.headSize()));
        values.put("SHORT", "" + SHORT);
        values.put("WRITTEN_OUT", "" + (attention.queryKeyNorm() ? 0 : SHORT));
        values.put("LAYERS", "" + config.layers());
        values.put("FIRST", "" + DecoderWeights.FIRST_LAYER);
        values.put("STRIDE", "" + DecoderWeights.perLayer(attention));
        values.put("NORM2", "" + second);
        values.put("O", "" + DecoderWeights.output(attention));
        WindowScript.put(config, values);
        values.put("RANK", "" + rank);
        values.put("FFN", "" + config.intermediateSize());
        values.put("QUERY", "" + config.outputs(Projection.Q));
        values.put("VALUE", "" + config.outputs(Projection.V));
        values.put("HEADS", "" + attention.heads());
        values.put("HEAD", "" + attention.headSize());
        values.put("HALF", "" + attention.headSize() / 2);
        values.put("KEYVALUES", "" + attention.keyValueHeads());
        values.put("GROUPS", "" + attention.groups());
        return ScriptTemplate.filled(DecoderScript.class, "decoder.torchscript", values);
    }

    private void adapters(Map<String, String> values) {
        int group = 0;
        int module = 0;
        values.put("INPUTS", "" + adaptedGroups().size());
        values.put("MODULES", "" + adapted.size());
        for (Map.Entry<String, List<Projection>> entry : GROUPS.entrySet()) {
            int part = 0;
            for (Projection projection : entry.getValue()) {
                boolean there = adapted.contains(projection);
                values.put("ADAPT_" + projection.name(), there ? adapt(projection, part, module) : output(projection));
                values.put("MODULE_" + projection.name(), "" + (there ? module : NOT_THERE));
                values.put("PART_" + projection.name(), "" + part);
                part += there ? 1 : 0;
                module += there ? 1 : 0;
            }
            Projection first = entry.getValue().get(0);
            values.put("INPUT_" + entry.getKey(), "" + (part > 0 ? group : NOT_THERE));
            values.put("REDUCE_" + entry.getKey(), part > 0 ? reduce(first, group++) : input(first));
        }
    }

    private String adapt(Projection projection, int part, int module) {
        boolean query = projection == Projection.Q;
        return String.join(
                ", ",
                "(self).adapt(" + output(projection),
                query ? "zq" : input(projection),
                query ? "uq" : "u",
                "" + part,
                "i * " + adapted.size() + " + " + module,
                "b, gates)");
    }

    private String reduce(Projection projection, int group) {
        String input = "i * " + adaptedGroups().size() + " + " + group;
        return String.join(
                ", ",
                "(self).reduce(" + input(projection),
                input,
                ownA ? config.layers() * adapted.size() + " + " + input : input,
                ownA ? "b, keep" : "a, keep",
                projection == Projection.Q ? "all" : "few",
                "rows, ys, track)");
    }

    /** The script's variable for what a projection reads. */
    private static String input(Projection projection) {
        return switch (projection) {
            case Q, K, V, GATE, UP -> "z";
            case O -> "y";
            case DOWN -> "h";
            case PROMPT -> throw new IllegalStateException("A prompt is in no layer.");
        };
    }

    /** The script's variable for what a projection gives. */
    private static String output(Projection projection) {
        return projection == Projection.DOWN ? "y" : projection.text();
    }

    /** (IA)³ has three modules in each layer: k, v and down. */
    private static String stretch(String x, int module) {
        return "      " + x + " = (self).stretch(" + x + ", i * 3 + " + module + ", b)";
    }

    /** Each row's own A, transposed; without adapters there is none. */
    private String ownProduct() {
        return String.join(
                "\n",
                "    x = torch.to(z, 6)",
                "    if torch.gt(torch.len(a), 0):",
                "      x = torch.matmul(x, a[m]) * " + scale,
                "    return x");
    }

    private static String bias() {
        return String.join(
                "\n",
                "      q = q + torch.slice(w[p + 2], 0, 0, @QUERY@)",
                "      k = k + torch.slice(w[p + 2], 0, @QUERY@, @QUERY@ + @VALUE@)",
                "      v = v + torch.slice(w[p + 2], 0, @QUERY@ + @VALUE@, @QUERY@ + 2 * @VALUE@)");
    }

    private String queryKeyNorm() {
        int at = config.attention().bias() ? 3 : 2;
        return "      q = (self).norm(q, w[p + " + at + "])\n      k = (self).norm(k, w[p + " + (at + 1) + "])";
    }
}
