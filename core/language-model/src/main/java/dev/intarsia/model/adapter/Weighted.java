package dev.intarsia.model.adapter;

/**
 * What a piece holds of one module, laid out as its adapter, and what it is multiplied by.
 *
 * @param weights not copied: do not change it afterwards
 */
public record Weighted(float[] weights, double weight) {}
