package dev.intarsia.stack.replay;

import dev.intarsia.model.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a replay multiplies where nobody says otherwise: in bf16 on processors that can. This follows from the processor, not
 * from a measurement, so that a run that is resumed goes on as it began.
 */
public final class PrecisionHere {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private PrecisionHere() {}

    public static Precision choose() {
        try {
            return of(Files.readString(PROCESSOR));
        } catch (IOException e) {
            return Precision.FP32;
        }
    }

    /** @param processor as Linux describes it */
    static Precision of(String processor) {
        return processor.contains("avx512_bf16") || processor.contains("amx_bf16") ? Precision.BF16 : Precision.FP32;
    }
}
