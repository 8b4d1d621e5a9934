package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code model inspect} and {@code model eval} on the default checkpoint. */
class ModelCommandTest {
    private static final Path CHECKPOINT = Path.of("../models/default");
    private static final String EVENT = "{\"eventId\": \"%d\", \"user\": \"ada\", \"time\": \"2020-01-01T00:00:00Z\", "
            + "\"task\": \"movie-rating\", \"input\": {\"title\": \"%s\", \"genres\": \"Drama\"}, \"output\": \"4.0\"}";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int model(String... arguments) {
        CommandLine line = Intarsia.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "model";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private Path adapter(BaseModel base) throws IOException {
        AdapterLayout layout = AdapterLayout.of(base.config(), 4, 8, Set.of(Projection.Q, Projection.V));
        Path folder = directory.resolve("adapter");
        PeftFolder.write(folder, Adapter.zero(layout), base, Dtype.F32);
        return folder;
    }

    @Test
    void shouldShowACheckpointAndAnAdapter() throws IOException {
        BaseModel base = BaseModel.of(CHECKPOINT);
        assertThat(model("inspect", CHECKPOINT.toString())).isZero();
        assertThat(out.toString())
                .contains("llama: " + base.config().layers() + " layers")
                .contains("fingerprint     " + base.fingerprint())
                .contains("2 <|eos|>")
                .contains("none, a base model")
                .containsPattern("batch-invariant (yes|no) in fp32, (yes|no) in bf16");

        assertThat(model("inspect", adapter(base).toString(), "--base", CHECKPOINT.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("LoRA of rank 4, alpha 8.0")
                .contains("q_proj, v_proj")
                .contains("the one all share");
    }

    @Test
    void shouldMeasureEventsAndText() throws IOException {
        Path events = directory.resolve("events.jsonl");
        Files.write(events, List.of(EVENT.formatted(1, "Heat"), "", EVENT.formatted(2, "Casino")));
        assertThat(model("eval", CHECKPOINT.toString(), "--data", events.toString()))
                .isZero();
        String base = out.toString();
        assertThat(base).contains("2 of movie-rating").contains("mae").contains("perplexity");

        out.getBuffer().setLength(0);
        String folder = adapter(BaseModel.of(CHECKPOINT)).toString();
        assertThat(model("eval", CHECKPOINT.toString(), "--data", events.toString(), "--adapter", folder))
                .isZero();
        // Its B is zero.
        assertThat(out.toString()).isEqualTo(base);

        Path text = directory.resolve("some.txt");
        Files.writeString(text, "The film was good. ".repeat(200));
        assertThat(model("eval", CHECKPOINT.toString(), "--data", text.toString()))
                .isZero();
        assertThat(out.toString()).contains("nats a token");
    }

    @Test
    void shouldShowAndMeasureAnAdapterWithAnAOfItsOwn() throws IOException {
        BaseModel base = BaseModel.of(CHECKPOINT);
        AdapterLayout layout = AdapterLayout.of(base.config(), 2, 4, Set.of(Projection.O, Projection.UP))
                .withForm(AdapterCodec.OWN_A);
        float[] values = new float[layout.size()];
        Arrays.fill(values, 0.02f);
        Path folder = directory.resolve("own");
        PeftFolder.write(folder, Adapter.of(AdapterValues.of(layout, values)), base, Dtype.BF16);
        assertThat(model("inspect", folder.toString(), "--base", CHECKPOINT.toString()))
                .isZero();
        assertThat(out.toString()).contains("o_proj, up_proj").contains("the adapter's own");

        Path events = directory.resolve("events.jsonl");
        Files.writeString(events, EVENT.formatted(1, "Heat"));
        out.getBuffer().setLength(0);
        assertThat(model("eval", CHECKPOINT.toString(), "--data", events.toString()))
                .isZero();
        String alone = out.toString();
        out.getBuffer().setLength(0);
        assertThat(model("eval", CHECKPOINT.toString(), "--data", events.toString(), "--adapter", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("perplexity").isNotEqualTo(alone);
    }

    @Test
    void shouldSayWhatCannotBeMeasured() throws IOException {
        Path events = directory.resolve("events.jsonl");
        Files.writeString(events, EVENT.formatted(1, "Heat") + "\n{\"user\": 3}\n");
        assertThat(model("eval", CHECKPOINT.toString(), "--data", events.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("Line 2 is no event: ");
        Files.writeString(events, EVENT.formatted(1, "Heat"));
        assertThat(model("eval", CHECKPOINT.toString(), "--data", events.toString(), "--task", "next-movie"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("No event is of the task next-movie");
        assertThat(model("inspect", events.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("events.jsonl is a file; give the folder it lies in");
        assertThat(model("inspect", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("config.json: there is no such file");
    }
}
