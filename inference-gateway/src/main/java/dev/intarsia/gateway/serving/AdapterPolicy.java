package dev.intarsia.gateway.serving;

import java.util.List;
import java.util.Locale;

/** Which adapter a request wishes for. Where that one is not there, the answer comes from the base model and says so. */
public enum AdapterPolicy {
    /** The user's own where there is one, else the assembled one with a residual on top or without, else the base model. */
    AUTO(List.of(AdapterKind.OWN, AdapterKind.RESIDUAL, AdapterKind.ASSEMBLED)),
    /** What was trained on the user's events: a residual, with what is assembled beneath it, of a user who has one. */
    OWN(List.of(AdapterKind.OWN, AdapterKind.RESIDUAL)),
    ASSEMBLED(List.of(AdapterKind.ASSEMBLED)),
    BASE(List.of());

    private final List<AdapterKind> preferred;

    AdapterPolicy(List<AdapterKind> preferred) {
        this.preferred = preferred;
    }

    /** The kinds to look for, in this order. */
    List<AdapterKind> preferred() {
        return preferred;
    }

    /** As requests name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
