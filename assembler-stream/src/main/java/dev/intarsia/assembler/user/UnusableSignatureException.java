package dev.intarsia.assembler.user;

/** A signature that must not be counted; the message is the cause in its dead letter. */
final class UnusableSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableSignatureException(String message) {
        super(message);
    }
}
