package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.generate.TextQuery;
import org.jspecify.annotations.Nullable;

/**
 * A request for text, read.
 *
 * @param model as the caller named it
 * @param stream whether the answer comes as it is generated
 * @param usage whether a streamed answer ends with its usage
 * @param question the task's question that the prompt is; null for any other text
 */
record TextRequest(
        String model,
        TextQuery query,
        boolean stream,
        boolean usage,
        @Nullable TaskQuestion question) {}
