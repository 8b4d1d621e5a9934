/**
 * Tests of all services with records that no service of this project would write. Whatever such a record contains and
 * wherever it lies, the records after it must be processed.
 */
package dev.intarsia.tests.records;
