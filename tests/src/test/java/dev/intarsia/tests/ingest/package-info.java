/** Ingest against a real broker and a real registry: what arrives in the topics, and what happens when they are out. */
package dev.intarsia.tests.ingest;
