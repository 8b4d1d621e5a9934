package dev.intarsia.model.pretrain;

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

    int tokens() {
        return rows * columns;
    }
}
