/**
 * Tests of the bundled default checkpoint. They depend on the files in {@code models/default} alone.
 */
package dev.intarsia.tests.checkpoint;
