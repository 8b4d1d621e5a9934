/**
 * Tests of the Dockerfile and the compose file, as far as possible without Docker. Their names are compared with the
 * services' own settings, classes and versions.
 */
package dev.intarsia.tests.docker;
