/** How services set up producers whose records a request waits for. */
@NullMarked
package dev.intarsia.service.producer;

import org.jspecify.annotations.NullMarked;
