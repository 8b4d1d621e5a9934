package dev.intarsia.model.adapter;

/**
 * A piece's B at one module, d_out × r row-major, and what it is multiplied by.
 *
 * @param weights not copied: do not change it afterwards
 */
public record Weighted(float[] weights, double weight) {}
