/**
 * The trainer against a real broker and registry, with a real engine on a tiny checkpoint: exactly once through kills,
 * rebalances, bad records and erasures.
 */
package dev.intarsia.tests.trainer;
