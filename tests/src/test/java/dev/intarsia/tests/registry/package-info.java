/**
 * The registry behavior that the system depends on, as one set of tests for every supported registry. The embedded
 * registry is always tested, Confluent's only where Docker is available.
 */
package dev.intarsia.tests.registry;
