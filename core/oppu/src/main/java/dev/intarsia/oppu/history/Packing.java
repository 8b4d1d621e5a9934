package dev.intarsia.oppu.history;

import java.io.ByteArrayOutputStream;

/** Writes numbers, as unsigned, in seven-bit groups, least first, the high bit set while more follow. */
final class Packing {
    private final ByteArrayOutputStream bytes;

    Packing(int expected) {
        bytes = new ByteArrayOutputStream(expected);
    }

    void put(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    void put(byte[] raw) {
        bytes.writeBytes(raw);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
