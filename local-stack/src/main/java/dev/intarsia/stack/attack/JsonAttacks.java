package dev.intarsia.stack.attack;

import static dev.intarsia.stack.attack.SingleRequests.body;
import static dev.intarsia.stack.attack.SingleRequests.json;

import java.util.List;

/** Bodies that are no JSON, or JSON that few would write. */
final class JsonAttacks {
    private static final int DEEP = 200_000;
    private static final String BEGIN = "{\"model\":\"MODEL\",\"max_tokens\":1,";

    private JsonAttacks() {}

    static List<Attack> all() {
        return List.of(
                json("empty body", "none at all", "", 400),
                json("nul bytes", "in the body", BEGIN + "\"prompt\":\"a\0b\"}", 400),
                json("nul bytes", "escaped, in a user's name", BEGIN + "\"prompt\":\"a\",\"user\":\"a\\u0000b\"}", 400),
                json("invalid UTF-8", "0xFF in a string", BEGIN + "\"prompt\":\"a\u00ffb\"}", 400),
                json("invalid UTF-8", "an overlong slash", BEGIN + "\"prompt\":\"\u00c0\u00af\"}", 400),
                json("invalid UTF-8", "half a character at the end", BEGIN + "\"prompt\":\"\u00e2\u0082", 400),
                json("lone surrogates", "in a user's name", BEGIN + "\"prompt\":\"a\",\"user\":\"\\ud800\"}", 400),
                json("lone surrogates", "in a prompt", BEGIN + "\"prompt\":\"\\udc00 a\"}", 200, 400),
                json("deep nesting", "200,000 arrays", "[".repeat(DEEP), 400),
                json("deep nesting", "200,000 objects", "{\"a\":".repeat(DEEP), 400),
                json(
                        "deep nesting",
                        "100,000 arrays in a known field",
                        BEGIN + "\"prompt\":" + "[".repeat(DEEP / 2) + "]".repeat(DEEP / 2) + "}",
                        400),
                json("duplicate keys", "two prompts", BEGIN + "\"prompt\":\"a\",\"prompt\":\"b\"}", 400),
                json("duplicate keys", "100,000 other fields", many(), 400),
                json(
                        "huge numbers",
                        "max_tokens of 100,000 digits",
                        "{\"model\":\"MODEL\",\"prompt\":\"a\",\"max_tokens\":" + "9".repeat(100_000) + "}",
                        400),
                json(
                        "huge numbers",
                        "a temperature of 1e999999999",
                        BEGIN + "\"prompt\":\"a\",\"temperature\":1e999999999}",
                        400),
                json("huge numbers", "a seed of 1e-999999999", BEGIN + "\"prompt\":\"a\",\"seed\":1e-999999999}", 400),
                json("huge numbers", "a token of 2^63", BEGIN + "\"prompt\":[9223372036854775808]}", 400),
                json("huge numbers", "NaN", BEGIN + "\"prompt\":\"a\",\"temperature\":NaN}", 400),
                json("long fields", "a name of 500,000 letters", "{\"" + "a".repeat(500_000) + "\":1}", 400),
                json(
                        "long fields",
                        "a user of 500,000 letters",
                        BEGIN + "\"prompt\":\"a\",\"user\":\"" + "u".repeat(500_000) + "\"}",
                        200,
                        400),
                json(
                        "long fields",
                        "a prompt of 500,000 letters",
                        BEGIN + "\"prompt\":\"" + "q ".repeat(250_000) + "\"}",
                        400),
                json("many texts", "n of 2^31 - 1", BEGIN + "\"prompt\":\"a\",\"n\":2147483647}", 400),
                json("many texts", "10,000 prompts", BEGIN + "\"prompt\":[" + "\"a\",".repeat(9_999) + "\"a\"]}", 400),
                body(
                        "wrong content type",
                        "XML",
                        "Content-Type: application/xml\r\nContent-Length: 4\r\n\r\n<a/>",
                        400,
                        415),
                body(
                        "wrong content type",
                        "a charset that nobody knows",
                        "Content-Type: application/json; charset=nonsense\r\nContent-Length: 2\r\n\r\n{}",
                        400,
                        415));
    }

    private static String many() {
        StringBuilder fields = new StringBuilder(BEGIN).append("\"prompt\":\"a\"");
        for (int i = 0; i < 50_000; i++) {
            fields.append(",\"f").append(i).append("\":0");
        }
        return fields.append('}').toString();
    }
}
