package dev.intarsia.ingest.http;

import java.util.List;

/** Whether requests can be served now. */
@FunctionalInterface
public interface BrokerReadiness {
    /** What stands in the way, as sentences; empty when nothing does. */
    List<String> problems();
}
