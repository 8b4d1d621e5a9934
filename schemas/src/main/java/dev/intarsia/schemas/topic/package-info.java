/**
 * The catalog of all topics: key, value, partitioning, cleanup policy and owner, each declared once. Services, tests
 * and tools take topics from {@link dev.intarsia.schemas.topic.Topics} and create them with {@link
 * dev.intarsia.schemas.topic.TopicCreation}.
 */
@NullMarked
package dev.intarsia.schemas.topic;

import org.jspecify.annotations.NullMarked;
