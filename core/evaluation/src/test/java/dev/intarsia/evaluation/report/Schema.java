package dev.intarsia.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The published schemas. */
final class Schema {
    private final JsonSchema schema;

    private Schema(JsonSchema schema) {
        this.schema = schema;
    }

    static Schema of(String name) throws IOException {
        try (InputStream in = Reports.class.getResourceAsStream(name)) {
            return new Schema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in));
        }
    }

    /** What is wrong with a document; nothing when it is good. */
    List<String> problems(JsonNode document) {
        return schema.validate(document).stream().map(Object::toString).toList();
    }
}
