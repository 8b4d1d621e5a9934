package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One entry of a safetensors header, checked field by field. */
record TensorEntry(Path file, String name, JsonNode json) {
    TensorInfo info() throws IOException {
        Dtype dtype = dtype();
        List<Integer> shape = shape();
        JsonNode offsets = json.path("data_offsets");
        if (!offsets.isArray() || offsets.size() != 2 || !whole(offsets.get(0)) || !whole(offsets.get(1))) {
            throw malformed("needs data_offsets of two whole numbers");
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (begin < 0 || end < begin) {
            throw malformed("has data_offsets " + offsets + " that run backwards");
        }
        if (end - begin != bytes(dtype, shape)) {
            throw malformed("of shape " + shape + " and dtype " + dtype + " does not take the " + (end - begin)
                    + " bytes of its data_offsets");
        }
        return new TensorInfo(name, dtype, shape, begin, end);
    }

    private Dtype dtype() throws IOException {
        String text = json.path("dtype").asText("");
        return Arrays.stream(Dtype.values())
                .filter(dtype -> dtype.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException(
                        file,
                        "tensor " + name + " has dtype '" + text + "'; only F32, F16 and BF16 are supported, so use a "
                                + "checkpoint that is not quantized."));
    }

    private List<Integer> shape() throws IOException {
        JsonNode node = json.path("shape");
        if (!node.isArray()) {
            throw malformed("needs a shape");
        }
        List<Integer> shape = new ArrayList<>();
        for (JsonNode dimension : node) {
            if (!whole(dimension) || !dimension.canConvertToInt() || dimension.intValue() < 0) {
                throw malformed("has a dimension " + dimension + " that is no size");
            }
            shape.add(dimension.intValue());
        }
        return shape;
    }

    private long bytes(Dtype dtype, List<Integer> shape) throws IOException {
        try {
            return Math.multiplyExact(Tensor.elements(shape), (long) dtype.size());
        } catch (ArithmeticException e) {
            throw malformed("has a shape " + shape + " that no file could hold");
        }
    }

    private static boolean whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private MalformedCheckpointException malformed(String problem) {
        return new MalformedCheckpointException(file, "tensor " + name + " " + problem + ".");
    }
}
