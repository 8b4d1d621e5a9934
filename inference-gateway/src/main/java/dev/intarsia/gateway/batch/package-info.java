/** Gathers the rows of requests that wait at the same time, so that the model computes them together. */
@NullMarked
package dev.intarsia.gateway.batch;

import org.jspecify.annotations.NullMarked;
