package dev.intarsia.events.format;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts bytes into lines without deciding what the bytes mean; holds one line at a time. */
public final class LineReader implements Closeable {
    /**
     * One line.
     *
     * @param number from 1
     * @param bytes without the line's end, {@code \n} or {@code \r\n}; its beginning where it is too long
     * @param tooLong whether it was longer than the reader allows
     */
    public record Line(long number, byte[] bytes, boolean tooLong) {
        /** Whether there is nothing but white space on it. */
        public boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    private final InputStream in;
    private final int maxBytes;
    private long number;

    /** Lines of at most {@code maxBytes} bytes; of longer ones that many are kept. */
    public LineReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(requireNonNull(in), 1 << 16);
        this.maxBytes = maxBytes;
    }

    /** The next line, the last one also where no line end follows; null after it. */
    public @Nullable Line next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < maxBytes) {
                line.write(b);
            } else {
                // A carriage return that ends the line is not part of it.
                tooLong |= b != '\r';
            }
        }
        byte[] bytes = line.toByteArray();
        boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return new Line(number, carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes, tooLong);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
