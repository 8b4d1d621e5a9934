/**
 * What the system needs of a schema registry, as tests with one body, run against every registry it is meant for.
 * The embedded registry always; Confluent's in a container where there is Docker.
 */
package dev.intarsia.tests.registry;
