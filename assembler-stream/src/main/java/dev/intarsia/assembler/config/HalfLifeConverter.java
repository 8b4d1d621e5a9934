package dev.intarsia.assembler.config;

import dev.intarsia.schemas.config.WrittenDuration;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a half-life: a duration, or 0 for none. Version 0.1 took a number of events. */
public final class HalfLifeConverter implements Converter<Duration> {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

    @Override
    public Duration convert(String text) {
        String written = text.strip();
        if (written.equals("0")) {
            return Duration.ZERO;
        }
        if (NUMBER.matcher(written).matches()) {
            throw new IllegalArgumentException("signatures.half-life is " + written
                    + ", a number of events as in version 0.1; it is now a duration of event time. Write one, as in"
                    + " 30d, or 0 for no decay.");
        }
        return WrittenDuration.parse(written);
    }
}
