/**
 * The supported file formats of events, each read as a source of entries in the source's order. An entry that is not a valid
 * event keeps its bytes and position, so that the reader can report it.
 */
@NullMarked
package dev.intarsia.events.format;

import org.jspecify.annotations.NullMarked;
