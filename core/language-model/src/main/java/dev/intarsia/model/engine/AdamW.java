package dev.intarsia.model.engine;

/**
 * Settings of AdamW (Loshchilov and Hutter 2019).
 *
 * @param clip largest Euclidean norm of one user's gradient over all modules; infinite for none
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay, double clip) {}
