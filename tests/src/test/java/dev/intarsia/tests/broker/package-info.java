/**
 * The broker behavior that the system depends on, as one set of tests for every supported broker. The embedded broker
 * is always tested, the container's only where Docker is available.
 */
package dev.intarsia.tests.broker;
