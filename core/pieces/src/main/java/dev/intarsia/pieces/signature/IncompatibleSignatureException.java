package dev.intarsia.pieces.signature;

/** A signature that cannot be added or taken out: other modules or another length than the others, or not finite. */
public final class IncompatibleSignatureException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public IncompatibleSignatureException(String message) {
        super(message);
    }
}
