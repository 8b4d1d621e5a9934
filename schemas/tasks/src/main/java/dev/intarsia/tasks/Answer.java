package dev.intarsia.tasks;

import java.util.List;
import java.util.Optional;

/** The closed set of answers a task can have. */
public sealed interface Answer permits Answer.Scale, Answer.Labels, Answer.Text {
    /** The longest text answer an event may carry, in characters. */
    int MAX_TEXT_LENGTH = 4000;

    /** The labels among which the model chooses; empty where the answer is free text. */
    List<String> labels();

    /** What is wrong with {@code output} as an answer, if anything. */
    Optional<String> problem(String output);

    private static Optional<String> among(List<String> labels, String output) {
        return labels.contains(output)
                ? Optional.empty()
                : Optional.of("'" + abbreviated(output) + "' is not an answer of this task; use one of "
                        + String.join(", ", labels));
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** Numbers in rising order, such as half stars; decoded by the median of their distribution. */
    record Scale(List<String> labels) implements Answer {
        public Scale {
            labels = List.copyOf(labels);
            for (int i = 1; i < labels.size(); i++) {
                if (!(Double.parseDouble(labels.get(i - 1)) < Double.parseDouble(labels.get(i)))) {
                    throw new IllegalArgumentException("labels must rise: " + labels.get(i - 1) + " stands before "
                            + labels.get(i) + "; put them in ascending order");
                }
            }
        }

        /** The number a label stands for. */
        public double value(String label) {
            if (!labels.contains(label)) {
                throw new IllegalArgumentException(among(labels, label).orElseThrow());
            }
            return Double.parseDouble(label);
        }

        /** All labels' numbers, in order. */
        public double[] values() {
            return labels.stream().mapToDouble(Double::parseDouble).toArray();
        }

        /**
         * The label at which the cumulated probability first reaches one half: the answer with the least expected
         * absolute error.
         *
         * @param probabilities one non-negative number per label; they need not sum to one
         */
        public String median(double[] probabilities) {
            if (probabilities.length != labels.size()) {
                throw new IllegalArgumentException(
                        probabilities.length + " probabilities for " + labels.size() + " labels; give one per label");
            }
            double half = 0;
            for (double p : probabilities) {
                half += p / 2;
            }
            double cumulated = 0;
            for (int i = 0; i < probabilities.length; i++) {
                cumulated += probabilities[i];
                if (cumulated >= half) {
                    return labels.get(i);
                }
            }
            return labels.get(labels.size() - 1);
        }

        @Override
        public Optional<String> problem(String output) {
            return among(labels, output);
        }
    }

    /** Names without an order; decoded by the most likely one. */
    record Labels(List<String> labels) implements Answer {
        public Labels {
            labels = List.copyOf(labels);
        }

        @Override
        public Optional<String> problem(String output) {
            return among(labels, output);
        }
    }

    /** Free text of at most {@code maxTokens} generated tokens. */
    record Text(int maxTokens) implements Answer {
        public Text {
            if (maxTokens < 1) {
                throw new IllegalArgumentException("maxTokens is " + maxTokens + "; give at least 1");
            }
        }

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public Optional<String> problem(String output) {
            if (output.isBlank()) {
                return Optional.of("is empty; give the text the user answered with");
            }
            return output.length() <= MAX_TEXT_LENGTH
                    ? Optional.empty()
                    : Optional.of("has " + output.length() + " characters; shorten it to " + MAX_TEXT_LENGTH);
        }
    }
}
