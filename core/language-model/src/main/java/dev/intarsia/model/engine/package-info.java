/**
 * The frozen base model in the native engine, reached by one script per forward pass.
 * Everything that touches native memory lives here, behind calls that take and return Java arrays.
 */
@NullMarked
package dev.intarsia.model.engine;

import org.jspecify.annotations.NullMarked;
