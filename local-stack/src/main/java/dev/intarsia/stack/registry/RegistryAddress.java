package dev.intarsia.stack.registry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a registry answers. Confluent's does at the root of its address, the one that {@link EmbeddedRegistry} runs below a
 * path; neither knows the other's way, so that a request to the wrong one does no harm.
 */
public final class RegistryAddress {
    static final String PATH = "/apis/ccompat/v7";
    private static final int PATIENCE_MILLIS = 3000;

    private RegistryAddress() {}

    /**
     * Addresses as they are, but with the path where nothing but that is missing.
     *
     * @param given one, or several with commas between them
     */
    public static String complete(String given) {
        return Arrays.stream(given.split("\\s*,\\s*"))
                .map(address -> address.replaceFirst("/+$", ""))
                .map(address -> status(address) == HttpURLConnection.HTTP_NOT_FOUND
                                && status(address + PATH) == HttpURLConnection.HTTP_OK
                        ? address + PATH
                        : address)
                .collect(Collectors.joining(","));
    }

    /** The status a registry would list its subjects with; 0 where nobody answers. */
    static int status(String address) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address + "/subjects").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException nobody) {
            return 0;
        }
    }
}
