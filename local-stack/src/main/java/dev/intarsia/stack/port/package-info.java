/**
 * TCP ports that the parts of the stack listen on. A port in use is detected before a server starts and reported with
 * the setting that selects it.
 */
@NullMarked
package dev.intarsia.stack.port;

import org.jspecify.annotations.NullMarked;
