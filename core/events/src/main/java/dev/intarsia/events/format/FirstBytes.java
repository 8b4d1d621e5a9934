package dev.intarsia.events.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Peeks at the beginning of a stream before it is read. */
final class FirstBytes {
    static final int MOST = 1 << 16;

    private final byte[] bytes;
    private final boolean whole;
    private final InputStream rest;

    private FirstBytes(byte[] bytes, boolean whole, InputStream rest) {
        this.bytes = bytes;
        this.whole = whole;
        this.rest = rest;
    }

    /**
     * Reads on until enough is known, at most {@value #MOST} bytes: a pipe may bring the next line much later.
     *
     * @param enough of what was read so far
     */
    static FirstBytes of(InputStream in, Predicate<byte[]> enough) {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 13];
        @Nullable IOException failure = null;
        boolean ended = false;
        while (!ended
                && failure == null
                && first.size() < MOST
                && !(first.size() > 0 && enough.test(first.toByteArray()))) {
            try {
                int read = in.read(chunk, 0, Math.min(chunk.length, MOST - first.size()));
                ended = read < 0;
                first.write(chunk, 0, Math.max(read, 0));
            } catch (IOException e) {
                failure = e;
            }
        }
        return new FirstBytes(first.toByteArray(), ended, failure == null ? in : new Failing(failure, in));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Whether there is nothing behind them. */
    boolean whole() {
        return whole;
    }

    /** The whole stream, from its first byte that is not of a byte order mark of UTF-8. */
    InputStream again() {
        int begin = ByteOrderMark.length(bytes);
        return new SequenceInputStream(new ByteArrayInputStream(bytes, begin, bytes.length - begin), rest);
    }

    /** What could not be read is met again where it was met first. */
    private static final class Failing extends InputStream {
        private final IOException failure;
        private final InputStream failed;

        private Failing(IOException failure, InputStream failed) {
            this.failure = failure;
            this.failed = failed;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw failure;
        }

        @Override
        public void close() throws IOException {
            failed.close();
        }
    }
}
