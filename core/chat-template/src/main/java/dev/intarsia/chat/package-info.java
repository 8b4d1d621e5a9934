/**
 * Conversations as a checkpoint was taught to read them, by its own chat template.
 * A template is data from elsewhere: it reaches messages and texts, and nothing of this program.
 */
@NullMarked
package dev.intarsia.chat;

import org.jspecify.annotations.NullMarked;
