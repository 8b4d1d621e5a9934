package dev.intarsia.pretrain;

import java.util.List;

/**
 * Sequences side by side, shorter ones padded on the right, where causal attention never looks.
 *
 * @param ids rows × columns
 * @param places row × columns + column of each position that predicts
 * @param targets the token that follows at each place
 * @param shares how much each place counts
 */
record Batch(int rows, int columns, long[] ids, long[] places, long[] targets, float[] shares) {
    static Batch of(List<LearningRow> rows) {
        int columns =
                rows.stream().mapToInt(row -> row.tokens().length - 1).max().orElseThrow();
        int predicted = rows.stream().mapToInt(LearningRow::predicted).sum();
        long[] ids = new long[rows.size() * columns];
        long[] places = new long[predicted];
        long[] targets = new long[predicted];
        float[] shares = new float[predicted];
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            int[] tokens = rows.get(row).tokens();
            for (int i = 0; i + 1 < tokens.length; i++) {
                int place = row * columns + i;
                ids[place] = tokens[i];
                if (i + 1 >= rows.get(row).from()) {
                    places[next] = place;
                    targets[next] = tokens[i + 1];
                    shares[next++] = rows.get(row).share();
                }
            }
        }
        return new Batch(rows.size(), columns, ids, places, targets, shares);
    }

    /** Prompts of similar length, each with a distribution over the same few tokens to predict next. */
    static Batch of(List<FilmRow> rows, int[] labels, float share) {
        int columns = rows.stream().mapToInt(row -> row.prompt().length).max().orElseThrow();
        long[] ids = new long[rows.size() * columns];
        long[] places = new long[rows.size() * labels.length];
        long[] targets = new long[places.length];
        float[] shares = new float[places.length];
        for (int row = 0; row < rows.size(); row++) {
            int[] prompt = rows.get(row).prompt();
            for (int i = 0; i < prompt.length; i++) {
                ids[row * columns + i] = prompt[i];
            }
            for (int label = 0; label < labels.length; label++) {
                int i = row * labels.length + label;
                places[i] = (long) row * columns + prompt.length - 1;
                targets[i] = labels[label];
                shares[i] = (float) (share * rows.get(row).distribution()[label]);
            }
        }
        return new Batch(rows.size(), columns, ids, places, targets, shares);
    }

    int tokens() {
        return rows * columns;
    }
}
