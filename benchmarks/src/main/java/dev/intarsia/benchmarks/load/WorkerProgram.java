package dev.intarsia.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The main program of a Java child: commands in, a line of JSON out for each, until the input ends. */
public final class WorkerProgram {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkerProgram() {}

    /** @param arguments the workload's kind and its options as JSON */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (Workload workload =
                WorkloadKind.valueOf(arguments[0]).open(JSON.readValue(arguments[1], WorkerOptions.class))) {
            Map<String, Object> description = new HashMap<>(workload.description());
            description.put("ready", true);
            answers.println(JSON.writeValueAsString(description));
            serve(workload, answers);
        } catch (Exception | LinkageError e) {
            answers.println(JSON.writeValueAsString(Map.of("failure", String.valueOf(e.getMessage()))));
            throw e;
        }
        // Native libraries may leave threads behind.
        System.exit(0);
    }

    private static void serve(Workload workload, PrintStream answers) throws Exception {
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ", 2);
                answers.println(JSON.writeValueAsString(workload.perform(words[0], Integer.parseInt(words[1]))));
            }
        }
    }
}
