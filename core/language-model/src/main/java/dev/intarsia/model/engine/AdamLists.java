package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Trained numbers of several users with their gradients and AdamW moments: lists of arrays [users, x, y] of the same
 * shapes.
 */
record AdamLists(Script script, NDList weights, NDList first, NDList second, NDList gradients) {
    /**
     * Takes one step with the gradients of the first users, then clears all gradients.
     *
     * @param steps of each of those users; the others stay as they are
     */
    void step(NDManager parent, List<AdamStep> steps, AdamW settings) {
        try (NDManager pass = parent.newSubManager()) {
            int users = steps.size();
            float[] rates = new float[3 * users];
            for (int user = 0; user < users; user++) {
                AdamStep step = steps.get(user);
                rates[user] = (float) (step.rate() / (1 - Math.pow(settings.beta1(), step.number())));
                rates[users + user] = (float) (1 / Math.sqrt(1 - Math.pow(settings.beta2(), step.number())));
                rates[2 * users + user] = (float) (1 - step.rate() * settings.weightDecay());
            }
            NDArray numbers =
                    pass.create(new double[] {settings.beta1(), settings.beta2(), settings.epsilon(), settings.clip()});
            NDList inputs = new NDList(pass.create(rates, new Shape(3, users)));
            inputs.addAll(weights);
            inputs.addAll(first);
            inputs.addAll(second);
            inputs.addAll(gradients);
            inputs.add(numbers);
            script.call("adamw", inputs);
        }
    }
}
