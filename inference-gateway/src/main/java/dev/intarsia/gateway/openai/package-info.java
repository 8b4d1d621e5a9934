/**
 * Text requests and responses of the OpenAI API, with this project's extensions. Fields of that API that would change
 * the answer but are not supported are refused, never ignored.
 */
@NullMarked
package dev.intarsia.gateway.openai;

import org.jspecify.annotations.NullMarked;
