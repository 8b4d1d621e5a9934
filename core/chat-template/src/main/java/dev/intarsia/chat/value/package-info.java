/** Values as Python has them, for templates: operators, methods, how they are written, and what one run may spend on them. */
@NullMarked
package dev.intarsia.chat.value;

import org.jspecify.annotations.NullMarked;
