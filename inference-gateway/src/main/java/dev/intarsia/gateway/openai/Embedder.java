package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.batch.GatheredWork;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.EmbeddingPass;
import dev.intarsia.model.score.PromptRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Embeds the texts of many requests and users together. Safe to use from several threads. */
public final class Embedder implements AutoCloseable {
    private static final String MEANS = "means";

    private final EmbeddingPass pass;
    private final GatheredWork<String, PromptRow, float[]> work;

    /** @param mostTexts how many may wait */
    public Embedder(EmbeddingPass pass, int mostTexts) {
        this.pass = pass;
        this.work = new GatheredWork<>("embedder", mostTexts, (key, rows) -> embed(rows));
    }

    /**
     * The mean of the last layer's numbers over each text's tokens.
     *
     * @throws dev.intarsia.gateway.error.ApiException when too many texts wait already
     */
    CompletableFuture<List<float[]>> means(List<PromptRow> texts) {
        return work.submit(MEANS, texts);
    }

    private List<float[]> embed(List<PromptRow> rows) {
        List<@Nullable Adapter> adapters = new ArrayList<>();
        rows.forEach(row -> adapters.add(row.adapter()));
        return Arrays.asList(pass.means(rows.stream().map(PromptRow::prompt).toList(), adapters));
    }

    /** Embeds what waits and takes nothing more. */
    @Override
    public void close() {
        work.close();
    }
}
