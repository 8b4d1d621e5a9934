package dev.intarsia.evaluation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.evaluation.bootstrap.Estimate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two replays have to say about each other; differences are the second's figure less the first's.
 *
 * @param changed what else is not the same about them
 * @param methods by method and metric, of those that both have
 * @param onlyFirst methods that the second lacks
 * @param costs by method
 * @param byUser by the first measure; nobody where questions are not paired
 */
record Comparison(
        int schemaVersion,
        String headline,
        Side first,
        Side second,
        Pairing pairing,
        List<Change> changed,
        String task,
        String metric,
        JsonNode metrics,
        Map<String, JsonNode> titles,
        Map<String, Map<String, Versus>> methods,
        List<String> onlyFirst,
        List<String> onlySecond,
        Map<String, CostSides> costs,
        List<UserVersus> byUser) {
    record Side(String name, String dataset, String protocol, int users, int predictions) {}

    /**
     * Whether the same questions were compared, and how many.
     *
     * @param why they were not, or which of them
     */
    record Pairing(boolean paired, int questions, int users, String why) {}

    record Change(String what, String first, String second) {}

    /**
     * One method by one metric.
     *
     * @param p of no difference; null where questions are not paired
     * @param pHolm the same, corrected for all methods compared by this metric
     */
    record Versus(
            Estimate first,
            Estimate second,
            Estimate difference,
            @Nullable Double p,
            @Nullable Double pHolm) {}

    record CostSides(JsonNode first, JsonNode second) {}

    record UserVersus(String user, int questions, Map<String, Double> first, Map<String, Double> second) {}
}
