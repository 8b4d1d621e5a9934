package dev.intarsia.ingest.http;

import dev.intarsia.ingest.event.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/**
 * What a request brought.
 *
 * @param mediaType as in {@code application/json}
 * @param bytes not decoded yet
 */
record RequestBody(String mediaType, byte[] bytes) {
    private static final int READ_PAST_LIMIT = 16 << 20;

    /**
     * Reads the body.
     *
     * @throws RefusedException with 415 for another media type, encoding or packing, with 413 above the limit
     */
    static RequestBody read(Context context, int limit, List<String> mediaTypes) {
        String mediaType = mediaType(context, mediaTypes);
        String packing = context.header("Content-Encoding");
        if (packing != null && !packing.equalsIgnoreCase("identity")) {
            throw new RefusedException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(),
                    "Content-Encoding",
                    "is " + packing + "; send it unpacked");
        }
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
        try {
            InputStream in = context.bodyInputStream();
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                // A client that is still sending would lose the answer with its connection.
                in.skip(READ_PAST_LIMIT);
                throw new RefusedException(
                        HttpStatus.CONTENT_TOO_LARGE.getCode(),
                        Problem.BODY,
                        "has more than " + limit + " bytes; send it in smaller parts");
            }
            return bytes;
        } catch (IOException e) {
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST.getCode(), Problem.BODY, "ended before its announced length; send it again");
        }
    }
}
