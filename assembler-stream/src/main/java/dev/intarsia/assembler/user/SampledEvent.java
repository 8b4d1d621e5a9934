package dev.intarsia.assembler.user;

import dev.intarsia.assembler.form.StoredSerde;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureCodec;
import dev.intarsia.pieces.signature.SignatureSum;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * One event of the population's sample.
 *
 * @param baseModel fingerprint of the base model that the signature is of
 * @param signature vector per module
 */
public record SampledEvent(String user, String baseModel, String eventId, Map<ModuleId, float[]> signature) {
    static final StoredSerde<SampledEvent> FORM =
            new StoredSerde<>("A sampled event", (byte) 1, SampledEvent::write, SampledEvent::read);

    /** What the keys of a user's events begin with; no other user's do. */
    static String prefix(String user) {
        return new Sha256().text(user).hex() + "/";
    }

    static String key(String user, String eventId) {
        return prefix(user) + new Sha256().text(eventId).hex();
    }

    private static void write(SampledEvent event, DataOutputStream out) throws IOException {
        StoredSerde.writeText(out, event.user());
        StoredSerde.writeText(out, event.baseModel());
        StoredSerde.writeText(out, event.eventId());
        byte[] signature = SignatureCodec.write(SignatureSum.empty().add(event.signature()));
        out.writeInt(signature.length);
        out.write(signature);
    }

    private static SampledEvent read(DataInputStream in) throws IOException {
        String user = StoredSerde.readText(in);
        String baseModel = StoredSerde.readText(in);
        String eventId = StoredSerde.readText(in);
        SignatureSum sum = SignatureCodec.read(in.readNBytes(in.readInt())).sum();
        Map<ModuleId, float[]> signature = new TreeMap<>();
        sum.modules().forEach(module -> signature.put(module, sum.sum(module)));
        return new SampledEvent(user, baseModel, eventId, signature);
    }
}
