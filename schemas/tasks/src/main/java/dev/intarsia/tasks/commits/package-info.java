/** The recorded commits in {@code data/commits}: which tasks they are events of. */
@org.jspecify.annotations.NullMarked
package dev.intarsia.tasks.commits;
