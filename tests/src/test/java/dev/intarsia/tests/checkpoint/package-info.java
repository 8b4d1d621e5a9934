/** Base models that are small enough to be made anew by every test. Their weights are random and always the same. */
package dev.intarsia.tests.checkpoint;
