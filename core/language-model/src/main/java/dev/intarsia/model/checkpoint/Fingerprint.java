package dev.intarsia.model.checkpoint;

import dev.intarsia.pieces.digest.Sha256;
import java.io.IOException;
import java.util.HexFormat;
import java.util.TreeSet;

/** What makes two base models the same: everything their outputs depend on. */
final class Fingerprint {
    /** Part of what is digested: another way of digesting must be another name. */
    private static final String SCHEME = "intarsia/base-model/1";

    private Fingerprint() {}

    static String of(Checkpoint checkpoint) throws IOException {
        Sha256 sha256 = new Sha256();
        ModelConfig config = checkpoint.config();
        sha256.raw(SCHEME + "\n" + config.heads() + " " + config.keyValueHeads() + " " + config.headSize() + "\n");
        sha256.raw(bits(config.rope().theta()) + " " + text(config.rope().scaling()) + "\n");
        sha256.raw(bits(config.normEpsilon()) + "\n");
        SlidingWindow window = config.window();
        if (!window.none()) {
            sha256.raw("window " + window.size() + " " + window.layers() + "\n");
        }
        for (String name : new TreeSet<>(DecoderTensors.of(config).keySet())) {
            Tensor tensor = checkpoint.tensor(name);
            sha256.raw(name + " " + tensor.dtype() + " " + tensor.shape() + "\n");
            sha256.raw(tensor.bytes());
        }
        return sha256.hex();
    }

    private static String text(Rope.Scaling scaling) {
        if (scaling instanceof Rope.Scaling.Linear linear) {
            return "linear " + bits(linear.factor());
        }
        if (scaling instanceof Rope.Scaling.Llama3 llama3) {
            return "llama3 " + bits(llama3.factor()) + " " + bits(llama3.lowFactor()) + " " + bits(llama3.highFactor())
                    + " " + llama3.originalContext();
        }
        return "none";
    }

    /** Exact, whatever the language that writes it. */
    private static String bits(double value) {
        return HexFormat.of().toHexDigits(Double.doubleToLongBits(value));
    }
}
