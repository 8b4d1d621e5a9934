/**
 * What the system needs of a broker, as tests with one body, run against every broker it is meant for.
 * The embedded broker always; the container's where there is Docker.
 */
package dev.intarsia.tests.broker;
