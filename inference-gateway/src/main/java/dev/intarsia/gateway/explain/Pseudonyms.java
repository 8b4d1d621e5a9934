package dev.intarsia.gateway.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for sharers that do not tell who they are: the beginning of an HMAC-SHA256 (RFC 2104) of the sharer's id under a
 * secret. The same secret gives the same pseudonym. Safe to use from several threads.
 */
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN_BYTES = 4;

    private final SecretKeySpec key;

    private Pseudonyms(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Pseudonyms under a secret.
     *
     * @param salt the secret; where it is empty, one is drawn that lasts as long as this object
     */
    public static Pseudonyms of(Optional<String> salt) {
        return new Pseudonyms(salt.map(text -> text.getBytes(UTF_8)).orElseGet(Pseudonyms::random));
    }

    /** As in {@code sharer-3f9a1c02}. */
    String of(String sharer) {
        return "sharer-" + HexFormat.of().formatHex(hmac("sharer", sharer), 0, SHOWN_BYTES);
    }

    /**
     * What an assignment's digest becomes: equal where the digests are, but no check on a guess of the names that went into
     * it. 64 lower-case hexadecimal digits.
     */
    String ofDigest(String digest) {
        return HexFormat.of().formatHex(hmac("digest", digest));
    }

    /** @param kind keeps equal texts of two kinds apart */
    private byte[] hmac(String kind, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((kind + "\0" + text).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    private static byte[] random() {
        byte[] secret = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
