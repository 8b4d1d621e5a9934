package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.decode.TokenChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How texts are put into responses: what chat and plain completions do not have in common. */
interface TextFormat {
    /** What identifiers of its responses begin with. */
    String idPrefix();

    /** The {@code object} of a whole response. */
    String wholeObject();

    /** The {@code object} of one part of a stream. */
    String partObject();

    /** A choice of a whole response, but for its index and end. */
    ObjectNode whole(String text, @Nullable ObjectNode probabilities);

    /** A choice of a part, but for its index and end. */
    ObjectNode part(String text, @Nullable ObjectNode probabilities);

    /** The first part of each choice, where the format has one of its own. */
    @Nullable
    ObjectNode opening();

    /** The last part of each choice, which holds its end. */
    ObjectNode closing();

    ObjectNode probabilities(List<TokenChoice> tokens);
}
