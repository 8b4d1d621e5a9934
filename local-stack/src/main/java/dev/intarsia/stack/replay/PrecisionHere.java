package dev.intarsia.stack.replay;

import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.machine.Processor;

/**
 * How a replay multiplies where nobody says otherwise: in bf16 on x86 processors that can, and that the system says so of. This follows from the processor, not
 * from a measurement, so that a run that is resumed goes on as it began.
 */
public final class PrecisionHere {
    private PrecisionHere() {}

    public static Precision choose() {
        return on(Processor.here());
    }

    static Precision on(Processor processor) {
        return processor.has("avx512_bf16") || processor.has("amx_bf16") ? Precision.BF16 : Precision.FP32;
    }
}
