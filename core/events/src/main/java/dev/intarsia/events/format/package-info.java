/**
 * The file formats events come in, each read as a source of entries in time order. An entry that cannot be an event
 * keeps its bytes and its place, so that whoever reads the source can report it.
 */
@NullMarked
package dev.intarsia.events.format;

import org.jspecify.annotations.NullMarked;
