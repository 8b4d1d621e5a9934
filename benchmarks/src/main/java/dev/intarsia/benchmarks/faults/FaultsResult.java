package dev.intarsia.benchmarks.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a run came to. The names are those of {@code faults.json}.
 *
 * @param kills of trainers
 * @param killsAt how many of them came at which point; those that did not come there in time are under {@code elsewhere}
 * @param brokerKillsInTransaction how often a trainer had a transaction open when the broker was killed
 * @param events that were sent, each counted once
 * @param lost events that were not learned from
 * @param doubled events that were learned from more than once
 * @param lineageErrors versions that are missing, are too many or do not follow from the events
 * @param endedAlone trainers that ended although nobody killed them
 * @param otherFaults whatever else the verification found
 * @param lineagesCut how many chains of lineages do not reach back to the user's first version, as where a trainer forgot
 *     them at a restart
 * @param usersNotChecked of how many users the lineage could not be checked
 * @param versionsApart modules that have another version than in the undisturbed run, or none
 * @param maxWeightDifference largest absolute difference between a weight and that of the undisturbed run
 */
public record FaultsResult(
        @JsonProperty("kills") int kills,
        @JsonProperty("kills_at") Map<String, Integer> killsAt,
        @JsonProperty("broker_kills") int brokerKills,
        @JsonProperty("broker_kills_in_transaction") int brokerKillsInTransaction,
        @JsonProperty("events") int events,
        @JsonProperty("users") int users,
        @JsonProperty("duplicates_sent") int duplicates,
        @JsonProperty("late_events") int late,
        @JsonProperty("lost") long lost,
        @JsonProperty("doubled") long doubled,
        @JsonProperty("lineage_errors") long lineageErrors,
        @JsonProperty("ended_alone") int endedAlone,
        @JsonProperty("other_faults") long otherFaults,
        @JsonProperty("lineages_checked") long lineages,
        @JsonProperty("lineages_cut") long lineagesCut,
        @JsonProperty("users_not_checked") long usersNotChecked,
        @JsonProperty("versions_apart") long versionsApart,
        @JsonProperty("max_weight_difference") double maxWeightDifference,
        @JsonProperty("seed") long seed,
        @JsonProperty("seconds") long seconds) {
    public FaultsResult {
        killsAt = Map.copyOf(killsAt);
    }

    /** Whether the kills have left no trace. */
    public boolean sound() {
        return lost == 0
                && doubled == 0
                && lineageErrors == 0
                && lineagesCut == 0
                && endedAlone == 0
                && otherFaults == 0
                && versionsApart == 0
                && maxWeightDifference <= 1e-5;
    }
}
