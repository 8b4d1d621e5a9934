package dev.intarsia.gateway.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which adapter a request wishes for. Where that one is not there, the answer comes from the base model and says so; a wish for
 * one version is refused.
 */
public final class AdapterPolicy {
    /** By {@linkplain dev.intarsia.model.choice.AnswerRule evidence}, in this order where that says nothing, else the base model. */
    public static final AdapterPolicy AUTO =
            new AdapterPolicy("auto", List.of(AdapterKind.OWN, AdapterKind.RESIDUAL, AdapterKind.ASSEMBLED), null);

    /** What was trained on the user's events: a residual, with what is assembled beneath it, of a user who has one. */
    public static final AdapterPolicy OWN =
            new AdapterPolicy("own", List.of(AdapterKind.OWN, AdapterKind.RESIDUAL), null);

    /** The residual alone, with what is assembled beneath it. */
    public static final AdapterPolicy RESIDUAL = new AdapterPolicy("residual", List.of(AdapterKind.RESIDUAL), null);

    public static final AdapterPolicy ASSEMBLED = new AdapterPolicy("assembled", List.of(AdapterKind.ASSEMBLED), null);

    public static final AdapterPolicy BASE = new AdapterPolicy("base", List.of(), null);

    private static final List<AdapterPolicy> VALUES = List.of(AUTO, OWN, RESIDUAL, ASSEMBLED, BASE);

    private final String text;
    private final List<AdapterKind> preferred;
    private final @Nullable Long version;

    private AdapterPolicy(String text, List<AdapterKind> preferred, @Nullable Long version) {
        this.text = text;
        this.preferred = preferred;
        this.version = version;
    }

    /** All that ask for no version. */
    public static List<AdapterPolicy> values() {
        return VALUES;
    }

    /** The same wish, for one version of what it finds: of the own adapter, of the residual or of the assignment. */
    public AdapterPolicy of(long number) {
        return new AdapterPolicy(text, preferred, number);
    }

    /** Whether evidence says which kind is looked for first. */
    boolean byEvidence() {
        return text.equals(AUTO.text);
    }

    /** The kinds to look for, in this order. */
    List<AdapterKind> preferred() {
        return preferred;
    }

    /** The version that alone will do; null for the one in force. */
    public @Nullable Long version() {
        return version;
    }

    /** As requests name it. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return version == null ? text : text + " " + version;
    }
}
