package dev.intarsia.model.checkpoint;

import java.util.List;

/**
 * A tensor's entry in a safetensors header.
 *
 * @param begin first byte, counted from the end of the header
 * @param end first byte after it
 */
record TensorInfo(String name, Dtype dtype, List<Integer> shape, long begin, long end) {
    TensorInfo {
        shape = List.copyOf(shape);
    }

    long bytes() {
        return end - begin;
    }
}
