/**
 * The start of a gateway: its streams run from the first record that they have not read. The gateway is ready once it
 * has read every record that existed at the start.
 */
@NullMarked
package dev.intarsia.gateway.startup;

import org.jspecify.annotations.NullMarked;
