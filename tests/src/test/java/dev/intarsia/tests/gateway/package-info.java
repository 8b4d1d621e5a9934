/**
 * Tests of the gateway with a real broker and registry. They cover what it serves, its recovery from faults, and its
 * freshness.
 */
package dev.intarsia.tests.gateway;
