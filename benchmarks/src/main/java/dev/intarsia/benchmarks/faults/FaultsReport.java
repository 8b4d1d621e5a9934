package dev.intarsia.benchmarks.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** A result as files: {@code faults.json} and {@code faults.md}. */
final class FaultsReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private FaultsReport() {}

    /** Writes the files and returns the table. */
    static String write(FaultsResult result, Path output) throws IOException {
        Files.writeString(output.resolve("faults.json"), JSON.writeValueAsString(result) + "\n");
        String table = table(result);
        Files.writeString(output.resolve("faults.md"), table);
        return table;
    }

    private static String table(FaultsResult result) {
        StringBuilder table = new StringBuilder();
        line(table, "| what | |");
        line(table, "|---|---|");
        line(table, "| trainers killed by SIGKILL | %d |", result.kills());
        new TreeMap<>(result.killsAt())
                .forEach((point, kills) -> line(
                        table, "| … %s | %d |", point.toLowerCase(Locale.ROOT).replace('_', ' '), kills));
        line(table, "| broker killed by SIGKILL | %d |", result.brokerKills());
        line(table, "| … with a transaction open | %d |", result.brokerKillsInTransaction());
        line(table, "| events, each counted once | %,d |", result.events());
        line(table, "| sent again under the same id | %,d |", result.duplicates());
        line(table, "| done long before they were sent | %,d |", result.late());
        line(table, "| events lost | %,d |", result.lost());
        line(table, "| events learned from twice | %,d |", result.doubled());
        line(table, "| versions missing, or not following from the events | %,d |", result.lineageErrors());
        line(table, "| other faults | %,d |", result.otherFaults() + result.endedAlone());
        line(table, "| lineages that follow from the events | %,d |", result.lineages());
        line(table, "| … of these that do not reach back to the first version | %,d |", result.lineagesCut());
        line(table, "| users whose lineage could not be checked | %,d |", result.usersNotChecked());
        line(table, "| modules of another version than in the undisturbed run | %,d |", result.versionsApart());
        line(table, "| largest difference of a weight from it | %.3g |", result.maxWeightDifference());
        line(table, "| seed | %d |", result.seed());
        line(table, "| seconds | %,d |", result.seconds());
        return table.toString();
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
