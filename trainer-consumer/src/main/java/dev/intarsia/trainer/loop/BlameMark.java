package dev.intarsia.trainer.loop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How many records in a row were to blame, as it stands beside a committed offset: with the offset it outlasts the process,
 * and goes to whoever has the partition next.
 */
final class BlameMark {
    private static final Pattern TEXT = Pattern.compile("blamed-in-a-row=(\\d{1,9})");

    private BlameMark() {}

    /** What to commit beside an offset; nothing for none. */
    static String of(int inARow) {
        return inARow == 0 ? "" : "blamed-in-a-row=" + inARow;
    }

    /** What was committed; none where somebody else has set the offset. */
    static int read(OffsetAndMetadata committed) {
        Matcher found = TEXT.matcher(committed.metadata());
        return found.matches() ? Integer.parseInt(found.group(1)) : 0;
    }
}
