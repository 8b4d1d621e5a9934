package dev.intarsia.trainer.state;

import dev.intarsia.oppu.history.HistoryEvent;

/** Events of a history as bytes. */
public interface EventCodec {
    /** The event as it is stored. */
    byte[] bytes(HistoryEvent event);

    /** The event that {@link #bytes} gave. */
    HistoryEvent event(byte[] bytes);
}
