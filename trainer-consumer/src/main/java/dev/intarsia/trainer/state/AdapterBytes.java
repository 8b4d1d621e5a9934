package dev.intarsia.trainer.state;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import java.nio.ByteBuffer;

/**
 * An adapter with its optimizer state as bytes: steps (long), weights, first and second moments as 32-bit floats. The
 * moments of an optimizer that starts afresh, after no steps, are zero and left out.
 */
final class AdapterBytes {
    private AdapterBytes() {}

    static byte[] encode(AdapterState state) {
        int values = state.steps() == 0 ? 1 : 3;
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(
                Long.BYTES,
                Math.multiplyExact(values * Float.BYTES, state.layout().size())));
        bytes.putLong(state.steps());
        put(bytes, state.adapter().values());
        if (state.steps() > 0) {
            put(bytes, state.firstMoment());
            put(bytes, state.secondMoment());
        }
        return bytes.array();
    }

    static AdapterState decode(AdapterLayout layout, byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        long steps = bytes.getLong();
        Adapter adapter = Adapter.of(values(layout, bytes));
        return steps == 0
                ? AdapterState.start(adapter)
                : new AdapterState(adapter, values(layout, bytes), values(layout, bytes), steps);
    }

    private static void put(ByteBuffer bytes, AdapterValues values) {
        float[] numbers = values.toArray();
        bytes.asFloatBuffer().put(numbers);
        bytes.position(bytes.position() + numbers.length * Float.BYTES);
    }

    private static AdapterValues values(AdapterLayout layout, ByteBuffer bytes) {
        float[] numbers = new float[layout.size()];
        bytes.asFloatBuffer().get(numbers);
        bytes.position(bytes.position() + numbers.length * Float.BYTES);
        return AdapterValues.of(layout, numbers);
    }
}
