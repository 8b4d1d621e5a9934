/**
 * Tests of replay with a real broker and registry. They cover reading a recording from the events topic.
 */
package dev.intarsia.tests.replay;
