package dev.intarsia.oppu.history;

import java.util.Arrays;

/** Reads what {@link Packing} wrote, in the same order. */
final class Unpacking {
    private final byte[] bytes;
    private int at;

    Unpacking(byte[] bytes) {
        this.bytes = bytes;
    }

    long next() {
        long value = 0;
        int shift = 0;
        byte group;
        do {
            group = bytes[at++];
            value |= (long) (group & 0x7f) << shift;
            shift += 7;
        } while (group < 0);
        return value;
    }

    byte[] bytes(int count) {
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }
}
