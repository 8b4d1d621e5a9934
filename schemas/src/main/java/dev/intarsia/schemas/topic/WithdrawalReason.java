package dev.intarsia.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Why a piece is withdrawn: what the header {@value #HEADER} of a record of {@code pieces} without a value says. */
public enum WithdrawalReason {
    /** Its sharer's consent has ended, or the sharer was erased. */
    WITHDRAWN("withdrawn"),
    /** The roster no longer names its sharer. */
    DEMOTED("demoted"),
    /** Its sharer goes on sharing, but not this module: the share is smaller now, or the adapters no longer have it. */
    SHARE_RATIO("share-ratio");

    /** The header's name; its value is UTF-8 text. */
    public static final String HEADER = "reason";

    private final String text;

    WithdrawalReason(String text) {
        this.text = text;
    }

    /** As the header has it. */
    public String text() {
        return text;
    }

    /** The header that says it. */
    public Header header() {
        return new RecordHeader(HEADER, text.getBytes(UTF_8));
    }

    /** What a record's headers say; empty where they give no reason, or one that this version does not know. */
    public static Optional<WithdrawalReason> read(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String given = new String(header.value(), UTF_8);
        return Arrays.stream(values())
                .filter(reason -> reason.text.equals(given))
                .findFirst();
    }
}
