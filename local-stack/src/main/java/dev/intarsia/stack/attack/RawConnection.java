package dev.intarsia.stack.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connection on which anything can be said, byte for byte. */
final class RawConnection implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;

    RawConnection(URI to, Duration patience) throws IOException {
        int millis = (int) patience.toMillis();
        socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), millis);
        socket.setSoTimeout(millis);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends text; a character above U+007F as UTF-8. */
    RawConnection send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends what the server takes of it: it may answer or close before the end, which {@link #answer} tells. */
    RawConnection offer(byte[] bytes) {
        try {
            return send(bytes);
        } catch (IOException closed) {
            return this;
        }
    }

    RawConnection get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: attack\r\n\r\n");
    }

    RawConnection post(String path, byte[] body) throws IOException {
        send("POST " + path + " HTTP/1.1\r\nHost: attack\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n");
        return send(body);
    }

    RawConnection post(String path, String body) throws IOException {
        return post(path, body.getBytes(UTF_8));
    }

    /** Sends nothing more, and still reads. */
    RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next answer; {@link RawAnswer#CLOSED} or {@link RawAnswer#NOTHING} where none comes. */
    RawAnswer answer(String method) {
        try {
            String status = line();
            if (status == null) {
                return RawAnswer.CLOSED;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); line != null && !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int code = RawAnswer.code(status);
            boolean empty = method.equals("HEAD") || code == 204 || code < 200;
            return new RawAnswer(code, headers, empty ? "" : body(headers));
        } catch (SocketTimeoutException e) {
            return RawAnswer.NOTHING;
        } catch (IOException e) {
            return RawAnswer.CLOSED;
        }
    }

    RawAnswer answer() {
        return answer("GET");
    }

    /** Whether the server has closed the connection, or does so while it is waited for. */
    boolean ends() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            return chunked();
        }
        String length = headers.get("content-length");
        byte[] bytes = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, UTF_8);
    }

    private String chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            if (size == null) {
                throw new IOException("The connection ended within a chunked body.");
            }
            int length = Integer.parseInt(size.strip(), 16);
            body.write(in.readNBytes(length));
            line();
            if (length == 0) {
                return body.toString(UTF_8);
            }
        }
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            next = in.read();
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
            return;
        }
    }
}
