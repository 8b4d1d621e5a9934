package dev.intarsia.model.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** What makes two base models the same: everything their outputs depend on. */
final class Fingerprint {
    /** Part of what is digested: another way of digesting must be another name. */
    private static final String SCHEME = "intarsia/base-model/1";

    private Fingerprint() {}

    static String of(Checkpoint checkpoint) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
        ModelConfig config = checkpoint.config();
        update(sha256, SCHEME + "\n" + config.heads() + " " + config.keyValueHeads() + " " + config.headSize() + "\n");
        update(sha256, bits(config.rope().theta()) + " " + text(config.rope().scaling()) + "\n");
        update(sha256, bits(config.normEpsilon()) + "\n");
        SlidingWindow window = config.window();
        if (!window.none()) {
            update(sha256, "window " + window.size() + " " + window.layers() + "\n");
        }
        for (String name : new TreeSet<>(DecoderTensors.of(config).keySet())) {
            Tensor tensor = checkpoint.tensor(name);
            update(sha256, name + " " + tensor.dtype() + " " + tensor.shape() + "\n");
            sha256.update(tensor.bytes().slice());
        }
        return HexFormat.of().formatHex(sha256.digest());
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

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
