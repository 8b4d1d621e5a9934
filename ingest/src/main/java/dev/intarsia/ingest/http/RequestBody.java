package dev.intarsia.ingest.http;

import dev.intarsia.events.parse.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;

/**
 * What a request brought.
 *
 * @param mediaType as in {@code application/json}
 * @param bytes not decoded yet
 */
record RequestBody(String mediaType, byte[] bytes) {
    /**
     * Reads the body.
     *
     * @throws RefusedException with 415 for another media type or encoding, with 413 above the limit
     */
    static RequestBody read(Context context, int limit, List<String> mediaTypes) {
        String mediaType = mediaType(context, mediaTypes);
        return new RequestBody(mediaType, bytes(context, limit));
    }

    private static String mediaType(Context context, List<String> mediaTypes) {
        String contentType = context.contentType();
        String[] parts = (contentType == null ? "missing" : contentType).split(";", -1);
        String mediaType = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaTypes.contains(mediaType)) {
            throw new RefusedException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(),
                    "Content-Type",
                    "is " + mediaType + "; use " + String.join(" or ", mediaTypes));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw new RefusedException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(),
                        "Content-Type",
                        "has " + parameter + "; send UTF-8");
            }
        }
        return mediaType;
    }

    private static byte[] bytes(Context context, int limit) {
        byte[] bytes = context.bodyAsBytes();
        if (bytes.length > limit) {
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE.getCode(),
                    Problem.BODY,
                    "has more than " + limit + " bytes; send it in smaller parts");
        }
        return bytes;
    }
}
