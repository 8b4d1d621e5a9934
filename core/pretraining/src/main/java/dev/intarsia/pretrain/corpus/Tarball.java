package dev.intarsia.pretrain.corpus;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads one file out of a gzipped tar archive without unpacking it. */
final class Tarball {
    private static final int BLOCK = 512;

    private Tarball() {}

    /**
     * The content of a file in the archive.
     *
     * @param entry its path, such as {@code package/reviews.json}
     * @throws IOException where the archive does not hold it
     */
    static InputStream open(Path archive, String entry) throws IOException {
        InputStream tar = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16);
        try {
            while (true) {
                byte[] header = tar.readNBytes(BLOCK);
                if (header.length < BLOCK || header[0] == 0) {
                    throw new IOException(archive + " has no " + entry + "; delete the archive and run again");
                }
                long size = Long.parseLong(text(header, 124, 12).strip(), 8);
                if (text(header, 0, 100).equals(entry)) {
                    return new Content(tar, size);
                }
                tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static final class Content extends FilterInputStream {
        private long left;

        Content(InputStream tar, long size) {
            super(tar);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The archive ends in the middle of a file; delete it and run again");
            }
            left -= count;
            return count;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
