package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.connection.EventStream;
import dev.intarsia.gateway.generate.TextAnswer;
import dev.intarsia.gateway.generate.TextEvent;
import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import org.jspecify.annotations.Nullable;

/** A response as server-sent events, one per delta of any of its texts. */
final class StreamedResponse {
    private final TextFormat format;
    private final ResponseHead head;
    private final EventStream events;
    private final TextAnswer answer;
    private final boolean usage;
    private final int[] lengths;
    private int generated;

    StreamedResponse(TextFormat format, ResponseHead head, EventStream events, TextAnswer answer, boolean usage) {
        this.format = format;
        this.head = head;
        this.events = events;
        this.answer = answer;
        this.usage = usage;
        this.lengths = new int[answer.query().texts()];
    }

    /** What comes before the texts. */
    void open() {
        for (int index = 0; index < lengths.length; index++) {
            ObjectNode opening = format.opening();
            if (opening != null) {
                send(index, opening, null);
            }
        }
    }

    void send(TextEvent event) {
        if (event.event() instanceof Delta delta) {
            boolean probabilities = answer.query().alternatives().isPresent();
            send(
                    event.index(),
                    format.part(delta.text(), probabilities ? format.probabilities(delta.tokens()) : null),
                    null);
        } else if (event.event() instanceof Finished finished) {
            generated += finished.generatedTokens();
            send(event.index(), format.closing(), TextSoFar.finishReason(finished.reason()));
        }
    }

    /** What comes after the texts. */
    void close() {
        if (usage) {
            ObjectNode last = head.object(format.partObject());
            last.putArray("choices");
            last.set("usage", Usage.of(answer, generated).json());
            events.send(last);
        }
        events.send("[DONE]");
    }

    private void send(int index, ObjectNode choice, @Nullable String finishReason) {
        choice.put("index", index).put("finish_reason", finishReason);
        ObjectNode part = head.object(format.partObject());
        part.putArray("choices").add(choice);
        if (usage) {
            part.putNull("usage");
        }
        events.send(part);
    }
}
