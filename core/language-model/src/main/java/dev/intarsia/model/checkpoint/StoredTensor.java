package dev.intarsia.model.checkpoint;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a tensor is stored: in which file, and by what name there. */
record StoredTensor(SafeTensors file, String name) {
    private static final int PIECE = 1 << 20;

    /** The tensor, under the name it is asked for by; null where the file has none. */
    @Nullable
    Tensor read(String asked) throws IOException {
        Tensor tensor = file.tensor(name);
        return tensor == null || asked.equals(name)
                ? tensor
                : new Tensor(asked, tensor.dtype(), tensor.shape(), tensor.bytes());
    }

    /** Whether two tensors have the same shape and hold the same numbers, of whatever type. */
    boolean equalsIn(StoredTensor other) throws IOException {
        Tensor one = read(name);
        Tensor two = other.read(other.name);
        if (one == null || two == null || !one.shape().equals(two.shape())) {
            return false;
        }
        return one.dtype() == two.dtype() ? one.bytes().mismatch(two.bytes()) < 0 : sameNumbers(one, two);
    }

    private static boolean sameNumbers(Tensor one, Tensor two) {
        long all = Tensor.elements(one.shape());
        for (long from = 0; from < all; from += PIECE) {
            int count = (int) Math.min(PIECE, all - from);
            if (!Arrays.equals(one.floats(from, count), two.floats(from, count))) {
                return false;
            }
        }
        return true;
    }
}
