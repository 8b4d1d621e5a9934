/**
 * Tasks as data: the fields of a question, its prompt and its possible answers. A task is one YAML file, which defines
 * both the events that are accepted and the prompts that the model reads.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.tasks;
