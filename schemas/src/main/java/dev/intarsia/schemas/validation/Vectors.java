package dev.intarsia.schemas.validation;

import static dev.intarsia.schemas.validation.Checks.require;

import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;

/** Checks of fields that hold 32-bit floats. */
final class Vectors {
    /** Of gates and signatures: beyond it their products overflow. */
    private static final float LARGEST_SCORED = 1e15f;

    private static final int LARGEST_RANK = 1024;

    private Vectors() {}

    /** At least one number, all finite. */
    static void numbers(String field, ByteBuffer bytes) {
        within(field, bytes, Float.MAX_VALUE);
    }

    /** At least one number, all small enough to be multiplied and summed up. */
    static void scored(String field, ByteBuffer bytes) {
        within(field, bytes, LARGEST_SCORED);
    }

    /** The same, or no numbers at all. */
    static void scoredOrNone(String field, ByteBuffer bytes) {
        if (bytes.hasRemaining()) {
            scored(field, bytes);
        }
    }

    /** A matrix of that many columns. */
    static void matrix(String field, ByteBuffer bytes, int rank) {
        require(rank >= 1 && rank <= LARGEST_RANK, "rank", () -> "is " + rank + "; it lies from 1 to " + LARGEST_RANK);
        numbers(field, bytes);
        require(
                bytes.remaining() % (rank * Float.BYTES) == 0,
                field,
                () -> "holds " + bytes.remaining() / Float.BYTES + " numbers, which is no matrix of rank " + rank);
    }

    /** As many numbers as {@code like}, or none at all. */
    static void likeOrNone(String field, ByteBuffer bytes, ByteBuffer like) {
        if (bytes.hasRemaining()) {
            require(
                    bytes.remaining() == like.remaining(),
                    field,
                    () -> "holds " + bytes.remaining() + " bytes where the weights hold " + like.remaining());
            numbers(field, bytes);
        }
    }

    private static void within(String field, ByteBuffer bytes, float largest) {
        require(bytes.hasRemaining(), field, "holds no numbers");
        require(
                bytes.remaining() % Float.BYTES == 0,
                field,
                () -> "holds " + bytes.remaining() + " bytes, which is no whole number of 32-bit floats");
        LittleEndianFloats.firstBeyond(bytes, largest)
                .ifPresent(value -> require(
                        false,
                        field,
                        () -> "holds " + value + "; write finite numbers of at most " + largest + " in size"));
    }
}
