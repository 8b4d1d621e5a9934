package dev.intarsia.oppu.history;

import java.util.Arrays;

/** Writes numbers, as unsigned, in seven-bit groups, least first, the high bit set while more follow. */
final class Packing {
    private byte[] bytes;
    private int length;

    Packing(int expected) {
        bytes = new byte[expected];
    }

    void put(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            add((byte) (rest | 0x80));
            rest >>>= 7;
        }
        add((byte) rest);
    }

    void put(byte[] raw) {
        room(raw.length);
        System.arraycopy(raw, 0, bytes, length, raw.length);
        length += raw.length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void add(byte value) {
        room(1);
        bytes[length++] = value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
