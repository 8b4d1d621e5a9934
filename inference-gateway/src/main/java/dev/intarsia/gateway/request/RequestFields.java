package dev.intarsia.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.schemas.text.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON object's fields by name. A field that is null counts as missing; every refusal names the field's path. */
public final class RequestFields {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ObjectNode object;
    private final String path;

    private RequestFields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws ApiException where the body is no JSON object */
    public static RequestFields parse(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(text(body));
        } catch (CharacterCodingException e) {
            throw new ApiException(ApiError.of(400, "invalid_json", "The body is not UTF-8; send it as UTF-8."));
        } catch (IOException e) {
            throw new ApiException(ApiError.of(400, "invalid_json", "The body is no JSON: " + firstLine(e)));
        }
        if (root instanceof ObjectNode object) {
            return new RequestFields(object, "");
        }
        throw new ApiException(ApiError.of(400, "invalid_json", "The body must be a JSON object."));
    }

    /** Read strictly: a parser may take other encodings, and longer forms of a character, by which checks are passed by. */
    private static String text(byte[] body) throws CharacterCodingException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Refuses every field that is none of these, unless it is null: clients send what they know, and ask for nothing by it. */
    public RequestFields only(Set<String> known) {
        Set<String> unknown = new TreeSet<>(names());
        unknown.removeIf(name -> known.contains(name) || !has(name));
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            throw new ApiException(new ApiError(
                    400,
                    "invalid_request_error",
                    "unknown_parameter",
                    path(first),
                    "There is no field '" + path(first) + "'; leave it out or correct its name."));
        }
        return this;
    }

    /** Names of all fields, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    public boolean has(String name) {
        return !value(name).isMissingNode();
    }

    /** The field as it stands; a missing node where it is missing or null. */
    public JsonNode value(String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new ApiException(new ApiError(
                    400,
                    "invalid_request_error",
                    "missing_required_parameter",
                    path(name),
                    "'" + path(name) + "' is missing; give a string."));
        }
        return text;
    }

    public @Nullable String text(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw refused(name, "must be a string");
        }
        return value.textValue();
    }

    /** Who asks: a string that may name a user, see {@link UserName}; null where it is missing or empty. */
    public @Nullable String user() {
        String user = text("user");
        if (user == null || user.isEmpty()) {
            return null;
        }
        UserName.problem(user).ifPresent(problem -> {
            throw refused("user", problem);
        });
        return user;
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw refused(name, "must be true or false");
        }
        return value.booleanValue();
    }

    public double number(String name, double least, double most, double otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        double number = value.doubleValue();
        if (!value.isNumber() || number < least || number > most) {
            throw refused(name, "must be a number from " + plain(least) + " to " + plain(most));
        }
        return number;
    }

    public @Nullable Long integer(String name, long least, long most) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw refused(name, "must be a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    public int integer(String name, int least, int most, int otherwise) {
        Long value = integer(name, least, most);
        return value == null ? otherwise : value.intValue();
    }

    /** A string, or an array of at most {@code most} strings; empty where it is missing. */
    public List<String> texts(String name, int most) {
        JsonNode value = value(name);
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array(name)) {
            if (!each.isTextual()) {
                throw refused(name, "must be a string or an array of strings");
            }
            texts.add(each.textValue());
        }
        if (texts.size() > most) {
            throw refused(name, "has " + texts.size() + " entries; give at most " + most);
        }
        return texts;
    }

    /** An object whose values are strings, in its order; empty where it is missing. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        RequestFields map = object(name);
        if (map != null) {
            map.names().forEach(key -> texts.put(key, map.requiredText(key)));
        }
        return texts;
    }

    public @Nullable RequestFields object(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (value instanceof ObjectNode inner) {
            return new RequestFields(inner, path(name));
        }
        throw refused(name, "must be an object");
    }

    /** An array of objects; empty where it is missing. */
    public List<RequestFields> objects(String name) {
        List<RequestFields> objects = new ArrayList<>();
        for (JsonNode each : array(name)) {
            if (!(each instanceof ObjectNode inner)) {
                throw refused(name, "must be an array of objects");
            }
            objects.add(new RequestFields(inner, path(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** The field's name with those of the objects around it, as in {@code messages[0].content}. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A refusal of a field: {@code problem} ends the sentence that its path begins. */
    public ApiException refused(String name, String problem) {
        return ApiException.invalid(path(name), "'" + path(name) + "' " + problem + ".");
    }

    private JsonNode array(String name) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw refused(name, "must be an array");
        }
        return value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it ends too early");
    }
}
