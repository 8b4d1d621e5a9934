package dev.intarsia.replay.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.engine.StateDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint from which a killed run resumes: one file, written atomically.
 *
 * @param run digest of everything that decides the result
 * @param predictions length of the prediction file
 * @param finished costs of the methods that are done
 * @param current the method under way, or null between two
 */
record RunCheckpoint(
        String run,
        long predictions,
        Map<String, Cost> finished,
        @Nullable Current current) {
    private static final String FILE = "checkpoint";
    /** Of this file, of what methods save and of what they keep beside it. */
    private static final int FORM = 3;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    RunCheckpoint {
        finished = new LinkedHashMap<>(finished);
    }

    /**
     * A method under way.
     *
     * @param ticks how many are done
     * @param state what the method saved then
     */
    record Current(String method, int ticks, Spending spending, byte[] state) {}

    /** What stands before the state in the file. */
    private record Head(
            int form,
            String run,
            long predictions,
            Map<String, Cost> finished,
            @Nullable String method,
            int ticks,
            @Nullable Spending spending) {}

    static RunCheckpoint start(String run) {
        return new RunCheckpoint(run, 0, Map.of(), null);
    }

    void write(StateDirectory files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Head head = current == null
                ? new Head(FORM, run, predictions, finished, null, 0, null)
                : new Head(FORM, run, predictions, finished, current.method(), current.ticks(), current.spending());
        BinaryFields.write(out, JSON.writeValueAsBytes(head));
        if (current != null) {
            out.write(current.state());
        }
        files.write(FILE, bytes.toByteArray());
    }

    /** @throws IllegalArgumentException where it is of another version of the program, or damaged */
    static Optional<RunCheckpoint> read(StateDirectory files) {
        Optional<byte[]> bytes = files.read(FILE);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(new DataInputStream(new ByteArrayInputStream(bytes.get()))));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The checkpoint of the interrupted replay is damaged; remove the folder and start afresh.", e);
        }
    }

    private static RunCheckpoint read(DataInputStream in) throws IOException {
        Head head = JSON.readValue(BinaryFields.bytes(in), Head.class);
        if (head.form() != FORM) {
            throw new IllegalArgumentException("The interrupted replay is of another version of the program, which"
                    + " alone can go on with it; do so with that one, or start afresh in another folder.");
        }
        Current current = head.method() == null || head.spending() == null
                ? null
                : new Current(head.method(), head.ticks(), head.spending(), in.readAllBytes());
        return new RunCheckpoint(head.run(), head.predictions(), head.finished(), current);
    }
}
