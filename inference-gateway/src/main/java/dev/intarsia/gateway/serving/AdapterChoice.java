package dev.intarsia.gateway.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.choice.AnswerEvidence;
import dev.intarsia.model.choice.AnswerKind;

/**
 * Why an adapter was chosen.
 *
 * @param evidence what was known of the user's losses
 */
public record AdapterChoice(ChoiceReason reason, AnswerEvidence evidence) {
    /** The losses under each kind, in nats per response token, as far as they are known, and of how many events. */
    ObjectNode losses() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("events", evidence.compared().events());
        for (AnswerKind kind : AnswerKind.values()) {
            Double loss = evidence.loss(kind);
            if (loss != null) {
                json.put(name(kind), Math.round(loss * 1e4) / 1e4);
            }
        }
        return json;
    }

    private String name(AnswerKind kind) {
        return switch (kind) {
            case TRAINED -> (evidence.residual() ? AdapterKind.RESIDUAL : AdapterKind.OWN).text();
            case ASSEMBLED -> AdapterKind.ASSEMBLED.text();
            case BASE -> AdapterKind.BASE.text();
        };
    }
}
