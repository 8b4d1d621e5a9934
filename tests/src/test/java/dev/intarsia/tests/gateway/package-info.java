/** The gateway against a real broker and a real registry: what it serves, after which faults, and how soon. */
package dev.intarsia.tests.gateway;
