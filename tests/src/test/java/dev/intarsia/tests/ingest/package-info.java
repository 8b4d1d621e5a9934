/**
 * Tests of ingest with a real broker and registry. They cover what is written to the topics and how outages are
 * answered.
 */
package dev.intarsia.tests.ingest;
