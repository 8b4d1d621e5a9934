/**
 * What the Dockerfile and the compose file promise, checked as far as a machine without Docker can.
 * Names in them are held against the services' own configuration, classes and versions.
 */
package dev.intarsia.tests.docker;
