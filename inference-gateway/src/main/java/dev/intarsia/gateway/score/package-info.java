/** {@code POST /v1/score}: ranks answers that a caller gives by how likely the model holds each of them. */
@NullMarked
package dev.intarsia.gateway.score;

import org.jspecify.annotations.NullMarked;
