/**
 * Parses untrusted JSON into behavior events and consents and names the invalid field of each bad entry. It does not
 * depend on where the bytes come from or where the events go.
 */
@NullMarked
package dev.intarsia.events.parse;

import org.jspecify.annotations.NullMarked;
