/**
 * Tests of the trainer with a real broker and registry and the real engine on a tiny checkpoint. They check
 * exactly-once processing through kills, rebalances, bad records and erasures.
 */
package dev.intarsia.tests.trainer;
