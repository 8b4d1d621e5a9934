package dev.intarsia.stack.eval;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The perplexity of a plain text, cut into windows of the model's context. Each window begins anew, so its first tokens
 * are predicted from little; windows overlap by half, and only what is new in one counts.
 */
public final class TextEval {
    private static final int ROWS = 16;
    private static final int LONGEST = 1024;

    private final LanguageModel model;
    private final @Nullable Adapter adapter;

    public TextEval(LanguageModel model, @Nullable Adapter adapter) {
        this.model = model;
        this.adapter = adapter;
    }

    /** @throws IllegalArgumentException when the text is empty */
    public Perplexity run(String text, EvalProgress progress) {
        int[] tokens = model.tokenizer().encode(text);
        int[] prefix = model.tokenizer().prefix();
        if (tokens.length == 0 || prefix.length + tokens.length < 2) {
            throw new IllegalArgumentException("The text is empty; there is nothing to evaluate.");
        }
        Scorer scorer = new Scorer(model);
        Perplexity perplexity = new Perplexity();
        List<ScoringRow> rows = new ArrayList<>();
        int window = Math.min(LONGEST, model.config().contextLength());
        int from = 0;
        // Nothing says how likely the first token is where nothing stands before it.
        int scored = prefix.length == 0 ? 1 : 0;
        while (scored < tokens.length) {
            int end = Math.min(tokens.length, from + window);
            int[] row = Arrays.copyOf(prefix, prefix.length + end - from);
            System.arraycopy(tokens, from, row, prefix.length, end - from);
            rows.add(new ScoringRow(new Example(row, prefix.length + scored - from), adapter));
            scored = end;
            from = Math.max(from + 1, end - window / 2);
            if (rows.size() == ROWS || scored == tokens.length) {
                for (Loss loss : scorer.losses(rows)) {
                    perplexity.add(loss);
                }
                rows.clear();
                progress.at(perplexity.tokens(), perplexity.mean());
            }
        }
        return perplexity;
    }
}
