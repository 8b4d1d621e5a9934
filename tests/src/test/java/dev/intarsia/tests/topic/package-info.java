/**
 * Reads the contents of a topic, from its beginning to its end at the time of the call. Only committed records count.
 */
package dev.intarsia.tests.topic;
