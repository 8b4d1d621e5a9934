package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The virtual tokens of prompts as the script takes them: -1, -2 and so on before a row's first token. They have positions
 * and take room in the context as other tokens do, and only rows with a prompt have them.
 */
public final class VirtualTokens {
    private VirtualTokens() {}

    /** How many come before a text that is read with this adapter; null for the base model. */
    public static int count(@Nullable Adapter adapter) {
        return adapter == null ? 0 : adapter.layout().virtualTokens();
    }

    /** A text's tokens as they are read with this adapter. */
    public static int[] before(@Nullable Adapter adapter, int[] tokens) {
        return before(count(adapter), tokens);
    }

    private static int[] before(int count, int[] tokens) {
        if (count == 0) {
            return tokens;
        }
        int[] all = new int[count + tokens.length];
        for (int i = 0; i < count; i++) {
            all[i] = -1 - i;
        }
        System.arraycopy(tokens, 0, all, count, tokens.length);
        return all;
    }

    /**
     * Rows as they are read with their adapters.
     *
     * @param adapters one per row; null for the base model
     * @throws IllegalArgumentException when a row has a token that the model does not know
     */
    static List<Example> examples(LanguageModel model, List<Example> rows, List<@Nullable Adapter> adapters) {
        if (model.layout().virtualTokens() == 0) {
            return rows;
        }
        List<Example> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            read.add(before(model, count(adapters.get(i)), rows.get(i)));
        }
        return read;
    }

    /** Rows as they are read in training, each with its user's adapter. */
    static List<TrainingRow> trained(LanguageModel model, List<TrainingRow> rows) {
        AdapterLayout layout = model.layout();
        return layout.virtualTokens() == 0
                ? rows
                : rows.stream()
                        .map(row -> new TrainingRow(
                                before(model, layout.virtualTokens(), row.example()),
                                row.user(),
                                row.weight(),
                                row.seed()))
                        .toList();
    }

    /** Prompts as they are read with their adapters, as {@link #examples}. */
    static List<int[]> prompts(LanguageModel model, List<int[]> prompts, List<@Nullable Adapter> adapters) {
        if (model.layout().virtualTokens() == 0) {
            return prompts;
        }
        List<int[]> read = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            TokenBatch.requireTokens(model.config(), 0, prompts.get(i));
            read.add(before(adapters.get(i), prompts.get(i)));
        }
        return read;
    }

    private static Example before(LanguageModel model, int count, Example row) {
        TokenBatch.requireTokens(model.config(), 0, row.tokens());
        return count == 0 ? row : new Example(before(count, row.tokens()), count + row.responseStart());
    }
}
