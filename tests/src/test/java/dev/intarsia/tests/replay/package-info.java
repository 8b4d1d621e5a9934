/** Replay against a real broker and registry. */
package dev.intarsia.tests.replay;
