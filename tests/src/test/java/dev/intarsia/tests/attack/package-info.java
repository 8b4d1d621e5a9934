/**
 * Attacks on the services over HTTP. After each attack, ordinary requests must be answered as before.
 */
package dev.intarsia.tests.attack;
