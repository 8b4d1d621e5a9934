package dev.intarsia.pretrain.corpus;

/**
 * What a film is about.
 *
 * @param title as the table spells it
 * @param year four digits, or empty
 * @param genres {@code Drama, Comedy}, or empty
 * @param text the overview
 */
public record Overview(String title, String year, String genres, String text) {}
