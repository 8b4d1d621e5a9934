package dev.intarsia.schemas.validation;

import static dev.intarsia.schemas.validation.Checks.require;

import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;

/** Checks of fields that hold 32-bit floats. */
final class Vectors {
    /** Of weights, gates and signatures: beyond it their products overflow. */
    private static final float LARGEST = 1e15f;

    private static final int LARGEST_RANK = 1024;

    private Vectors() {}

    /** At least one number, all small enough to be multiplied and summed up. */
    static void scored(String field, ByteBuffer bytes) {
        within(field, bytes, LARGEST);
    }

    /** The same, or no numbers at all. */
    static void scoredOrNone(String field, ByteBuffer bytes) {
        if (bytes.hasRemaining()) {
            scored(field, bytes);
        }
    }

    /** A matrix of that many columns, of numbers small enough to be multiplied and summed up. */
    static void matrix(String field, ByteBuffer bytes, int rank) {
        require(
                rank >= 1 && rank <= LARGEST_RANK,
                RefusalReason.SHAPE,
                "rank",
                () -> "is " + rank + "; it lies from 1 to " + LARGEST_RANK);
        scored(field, bytes);
        require(
                bytes.remaining() % (rank * Float.BYTES) == 0,
                RefusalReason.SHAPE,
                field,
                () -> "holds " + bytes.remaining() / Float.BYTES + " numbers, which is no matrix of rank " + rank);
    }

    /** As many finite numbers as {@code like}, or none at all. */
    static void likeOrNone(String field, ByteBuffer bytes, ByteBuffer like) {
        if (bytes.hasRemaining()) {
            require(
                    bytes.remaining() == like.remaining(),
                    RefusalReason.SHAPE,
                    field,
                    () -> "holds " + bytes.remaining() + " bytes where the weights hold " + like.remaining());
            within(field, bytes, Float.MAX_VALUE);
        }
    }

    private static void within(String field, ByteBuffer bytes, float largest) {
        require(bytes.hasRemaining(), RefusalReason.SHAPE, field, "holds no numbers");
        require(
                bytes.remaining() % Float.BYTES == 0,
                RefusalReason.SHAPE,
                field,
                () -> "holds " + bytes.remaining() + " bytes, which is no whole number of 32-bit floats");
        LittleEndianFloats.firstBeyond(bytes, largest)
                .ifPresent(value -> require(
                        false,
                        Float.isFinite(value) ? RefusalReason.NORM : RefusalReason.NOT_FINITE,
                        field,
                        () -> "holds " + value + "; write finite numbers of at most " + largest + " in size"));
    }
}
