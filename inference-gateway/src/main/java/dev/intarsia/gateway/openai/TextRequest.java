package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.generate.TextQuery;

/**
 * A request for text, read.
 *
 * @param model as the caller named it
 * @param stream whether the answer comes as it is generated
 * @param usage whether a streamed answer ends with its usage
 */
record TextRequest(String model, TextQuery query, boolean stream, boolean usage) {}
