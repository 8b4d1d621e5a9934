/**
 * Reads and writes the published file formats of the LaMP benchmark: questions with user profiles, and the true
 * answers. It does not depend on what they are used for.
 */
@NullMarked
package dev.intarsia.replay.lamp;

import org.jspecify.annotations.NullMarked;
