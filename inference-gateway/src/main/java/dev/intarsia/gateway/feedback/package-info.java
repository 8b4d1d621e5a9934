/** {@code POST /v1/feedback}: makes an event of what a user did after an answer. */
@NullMarked
package dev.intarsia.gateway.feedback;

import org.jspecify.annotations.NullMarked;
