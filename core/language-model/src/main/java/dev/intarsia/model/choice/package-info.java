/** Which of the adapters that a user has answers. */
@NullMarked
package dev.intarsia.model.choice;

import org.jspecify.annotations.NullMarked;
