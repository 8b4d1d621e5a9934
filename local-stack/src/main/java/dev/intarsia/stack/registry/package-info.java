/**
 * A real schema registry beside this JVM: Apicurio Registry in a child process, behind Confluent's interface.
 * The child keeps its schemas in a folder and ends with this process, however this one ends.
 */
@NullMarked
package dev.intarsia.stack.registry;

import org.jspecify.annotations.NullMarked;
