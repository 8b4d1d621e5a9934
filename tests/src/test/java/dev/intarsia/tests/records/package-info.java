/**
 * Records that no service of ours would write, against all services at once: whatever they hold and wherever they lie, what
 * comes after them is worked on.
 */
package dev.intarsia.tests.records;
