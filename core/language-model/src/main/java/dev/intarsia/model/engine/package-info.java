/**
 * The frozen base model in the native engine, called through one script per forward pass. All native memory is owned
 * here, behind methods that take and return Java arrays.
 */
@NullMarked
package dev.intarsia.model.engine;

import org.jspecify.annotations.NullMarked;
