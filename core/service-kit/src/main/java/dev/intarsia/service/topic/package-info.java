/** Sees that the topics a service works on are there, and cut as the service is told. */
@NullMarked
package dev.intarsia.service.topic;

import org.jspecify.annotations.NullMarked;
