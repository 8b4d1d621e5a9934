/**
 * Reads JSON that strangers sent into behaviour events and consents, and says of every bad one which field is wrong.
 * Nothing here knows where the bytes came from or where the events go.
 */
@NullMarked
package dev.intarsia.events.parse;

import org.jspecify.annotations.NullMarked;
