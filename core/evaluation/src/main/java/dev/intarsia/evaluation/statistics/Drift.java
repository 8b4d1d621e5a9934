package dev.intarsia.evaluation.statistics;

import java.util.List;

/**
 * How users' behaviour changed from the older half of their questions to the newer one, and what that did to methods.
 *
 * @param distance what the change is measured by: {@code wasserstein}, in units of the scale, or {@code total-variation};
 *     {@code none} where answers are text
 * @param windows each method's figures in the older (0) and in the newer (1) half
 * @param byDistance figures in the newer half, over users by how far their behaviour moved beyond chance
 */
public record Drift(String distance, List<UserShift> users, Curve windows, Curve byDistance) {
    public Drift {
        users = List.copyOf(users);
    }

    /**
     * One user's.
     *
     * @param distance between the distributions of the user's true answers in both halves
     * @param chance how far two random halves of the same answers are apart on average
     */
    public record UserShift(String user, int questions, double distance, double chance) {
        /** What chance does not explain. */
        public double excess() {
            return distance - chance;
        }
    }
}
