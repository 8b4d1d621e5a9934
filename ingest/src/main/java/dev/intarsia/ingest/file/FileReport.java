package dev.intarsia.ingest.file;

import dev.intarsia.events.format.Entry;
import java.util.List;

/**
 * What became of a file.
 *
 * @param events how many events the broker has
 * @param unreadable how many lines were none, and are dead letters now
 * @param firstUnreadable the first of those lines
 */
public record FileReport(long events, long unreadable, List<Entry.Unreadable> firstUnreadable) {
    public FileReport {
        firstUnreadable = List.copyOf(firstUnreadable);
    }
}
