/** What every service can be told, as one page. */
@NullMarked
package dev.intarsia.stack.settings;

import org.jspecify.annotations.NullMarked;
