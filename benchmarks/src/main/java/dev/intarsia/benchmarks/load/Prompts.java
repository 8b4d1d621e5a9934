package dev.intarsia.benchmarks.load;

import java.util.List;

/** Prompts that the tokenizers of all compared engines split alike: no digit is next to a full stop. */
final class Prompts {
    static final List<String> TEXTS = List.of(
            "This film is",
            "The story begins when",
            "I did not like the",
            "One of the best",
            "What a waste of",
            "The actors are",
            "Film: Heat (1995)\nGenres: Crime, Thriller\nRating:",
            "Film: Babe (1995)\nGenres: Children, Comedy, Drama\nRating:",
            "Film: Fargo (1996)\nGenres: Comedy, Crime, Drama\nRating:",
            "Film: Alien (1979)\nGenres: Horror, Sci-Fi\nRating:",
            "Liked: Aladdin (1992); Babe (1995)\nNext:",
            "Liked: Alien (1979); Heat (1995)\nNext:",
            "A young woman",
            "After the war",
            "It was the first time",
            "Nobody in this town");

    private Prompts() {}
}
