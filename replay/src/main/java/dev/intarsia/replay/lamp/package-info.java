/**
 * The files of the LaMP benchmark as they are published: questions with the profiles of the people they were put to, and
 * the true answers. Nothing here knows what they are used for.
 */
@NullMarked
package dev.intarsia.replay.lamp;

import org.jspecify.annotations.NullMarked;
