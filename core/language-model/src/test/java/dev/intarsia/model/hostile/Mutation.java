package dev.intarsia.model.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded damage to files: to their bytes, or to JSON as a tree. */
final class Mutation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** Flips, cuts off, leaves out, repeats or puts in some bytes. */
    byte[] ofBytes(byte[] original) {
        byte[] bytes = original.clone();
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
        switch (random.nextInt(5)) {
            case 0 -> {
                for (int i = 1 + random.nextInt(6); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return bytes;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 2 -> {
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            }
            case 3 -> {
                return joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                random.nextBytes(bytes);
                return joined(
                        Arrays.copyOf(original, at),
                        joined(Arrays.copyOf(bytes, end - at), Arrays.copyOfRange(original, at, original.length)));
            }
        }
    }

    static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Replaces, removes, moves, repeats or nests values somewhere in an object. */
    byte[] ofJson(byte[] original) throws IOException {
        JsonNode root = JSON.readTree(original);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(root, containers);
            // Where lists are long, what stands high up would hardly ever be chosen.
            JsonNode container = containers.get(
                    oneIn(2) ? random.nextInt(containers.size()) : random.nextInt(Math.min(12, containers.size())));
            if (container instanceof ObjectNode object && !object.isEmpty()) {
                damage(object);
            } else if (container instanceof ArrayNode array && !array.isEmpty()) {
                damage(array);
            }
        }
        String text = JSON.writeValueAsString(root);
        if (oneIn(12)) {
            text = text.replaceFirst("\\{", "{\"" + firstName(root) + "\": 1, ");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String firstName(JsonNode root) {
        return root.fieldNames().hasNext() ? root.fieldNames().next() : "x";
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(inner -> collect(inner, containers));
        }
    }

    private void damage(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + random.nextInt(9), object.remove(name));
            case 2 ->
                object.set(
                        name,
                        object.get(names.get(random.nextInt(names.size()))).deepCopy());
            default -> object.set(name, extreme(object.get(name)));
        }
    }

    private void damage(ArrayNode array) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
            default -> array.set(at, extreme(array.get(at)));
        }
    }

    private JsonNode extreme(JsonNode old) {
        return switch (random.nextInt(18)) {
            case 0 -> NODES.numberNode(-1);
            case 1 -> NODES.numberNode(0);
            case 2 -> NODES.numberNode(Integer.MAX_VALUE);
            case 3 -> NODES.numberNode(1L << 31);
            case 4 -> NODES.numberNode(1L << 60);
            case 5 -> NODES.numberNode(Long.MIN_VALUE);
            case 6 -> NODES.numberNode(new java.math.BigInteger("9".repeat(300)));
            case 7 -> NODES.numberNode(1e308);
            case 8 -> NODES.numberNode(-0.5);
            case 9 -> NODES.textNode("");
            case 10 -> NODES.textNode("\u0000\ud800x".repeat(1 + random.nextInt(2000)));
            case 11 -> NODES.nullNode();
            case 12 -> NODES.booleanNode(random.nextBoolean());
            case 13 -> NODES.arrayNode();
            case 14 -> NODES.objectNode();
            case 15 -> nested(1 + random.nextInt(900));
            case 16 -> NODES.textNode(old.asText());
            default -> NODES.arrayNode().add(old.deepCopy());
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = NODES.arrayNode();
        for (int i = 0; i < depth; i++) {
            node = i % 2 == 0
                    ? NODES.objectNode().set("type", node)
                    : NODES.arrayNode().add(node);
        }
        return node;
    }
}
