/**
 * The OpenAI API's text requests and responses, with this project's few extensions. Fields of that API that would change the
 * answer and are not offered are refused, never ignored.
 */
@NullMarked
package dev.intarsia.gateway.openai;

import org.jspecify.annotations.NullMarked;
