/** Attacks on the services from outside. */
package dev.intarsia.tests.attack;
