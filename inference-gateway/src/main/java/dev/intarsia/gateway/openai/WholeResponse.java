package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.generate.AnswerReader;
import dev.intarsia.gateway.generate.TextAnswer;
import dev.intarsia.gateway.generate.TextEvent;
import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import java.util.ArrayList;
import java.util.List;

/** A response in one piece, when every text has ended. */
record WholeResponse(TextFormat format, ResponseHead head) {
    ObjectNode of(TextAnswer answer, AnswerReader following) {
        List<TextSoFar> texts = new ArrayList<>();
        for (int index = 0; index < answer.query().texts(); index++) {
            texts.add(new TextSoFar());
        }
        while (!answer.complete()) {
            TextEvent event = following.next();
            if (event.event() instanceof Delta delta) {
                texts.get(event.index()).add(delta);
            } else if (event.event() instanceof Finished finished) {
                texts.get(event.index()).end(finished);
            }
        }
        return json(answer, texts);
    }

    private ObjectNode json(TextAnswer answer, List<TextSoFar> texts) {
        ObjectNode response = head.object(format.wholeObject());
        ArrayNode choices = response.putArray("choices");
        for (TextSoFar text : texts) {
            boolean probabilities = answer.query().alternatives().isPresent();
            ObjectNode choice = format.whole(text.text(), probabilities ? format.probabilities(text.tokens()) : null);
            choice.put("index", choices.size()).put("finish_reason", text.finishReason());
            choices.add(choice);
        }
        int generated = texts.stream().mapToInt(TextSoFar::generatedTokens).sum();
        response.set("usage", Usage.of(answer, generated).json());
        return response;
    }
}
