/**
 * The sample stream: films and ratings of the MovieLens files as inputs and outputs of the bundled tasks. Titles,
 * genres and the split of users are defined here for events and for training rows alike.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.tasks.movielens;
