/**
 * The sample stream: films and ratings of the MovieLens files, as inputs and outputs of the bundled tasks.
 * Whoever turns those files into events or training rows takes titles, genres and the split of users from here.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.tasks.movielens;
