package dev.intarsia.model.bpe;

/**
 * Two neighbouring symbols that became one.
 *
 * @param left number of the left symbol
 * @param right number of the right symbol
 */
record Merge(int left, int right) implements Comparable<Merge> {
    @Override
    public int compareTo(Merge other) {
        return left != other.left ? Integer.compare(left, other.left) : Integer.compare(right, other.right);
    }
}
