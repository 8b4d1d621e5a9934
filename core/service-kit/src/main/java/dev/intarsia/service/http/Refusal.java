package dev.intarsia.service.http;

/**
 * Why the server itself does not pass a request on.
 *
 * @param status of the response
 * @param code tells refusals apart, as in {@code malformed_request}
 * @param subject what is at fault: {@code request}, {@code body} or a header's name
 * @param problem ends the sentence that the subject begins, without a full stop
 */
public record Refusal(int status, String code, String subject, String problem) {
    /** How a service writes it down as JSON. */
    @FunctionalInterface
    public interface Format {
        String json(Refusal refusal);
    }

    static Refusal malformed(int status, String problem) {
        return new Refusal(status, "malformed_request", "request", "cannot be read: " + problem);
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(
                413, "body_too_large", "body", "has more than " + limit + " bytes; send it in smaller parts");
    }

    static Refusal packed(String encoding) {
        return new Refusal(415, "unsupported_encoding", "Content-Encoding", "is '" + encoding + "'; send it unpacked");
    }

    static Refusal tooSlow() {
        return new Refusal(408, "body_too_slow", "body", "came too slowly; send it at once");
    }

    static Refusal fault() {
        return new Refusal(500, "internal_error", "request", "met a fault of this service; its log says why");
    }
}
