/**
 * A real schema registry in a child process: Apicurio Registry behind Confluent's API. The child keeps its schemas in
 * a folder and ends with this process, however this process ends.
 */
@NullMarked
package dev.intarsia.stack.registry;

import org.jspecify.annotations.NullMarked;
