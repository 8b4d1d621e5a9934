/**
 * Every topic of the system: its key, value, partitioning, cleanup and owner, declared once.
 * Services, tests and tools take their topics from {@link dev.intarsia.schemas.topic.Topics} and create
 * them with {@link dev.intarsia.schemas.topic.TopicCreation}.
 */
@NullMarked
package dev.intarsia.schemas.topic;

import org.jspecify.annotations.NullMarked;
