/**
 * Tasks as data: what a user can be asked, how the question becomes a prompt and which answers exist.
 * A task is one YAML file; the same file binds the events that come in and the prompts the model sees.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.tasks;
