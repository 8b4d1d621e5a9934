package dev.intarsia.pretrain;

/**
 * A film's rating prompt and how the population answers it.
 *
 * @param prompt not copied
 * @param distribution probability of each label
 */
record FilmRow(int[] prompt, double[] distribution) {}
