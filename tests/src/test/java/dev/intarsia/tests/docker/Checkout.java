package dev.intarsia.tests.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of the checkout this test runs in. */
final class Checkout {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Checkout() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(String path) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(path));
    }

    /** A version that the root POM sets as a property. */
    static String version(String property) {
        return text("pom.xml").replaceAll("(?s).*<" + property + ">([^<]+)</" + property + ">.*", "$1");
    }

    /** A service's default configuration, flat. */
    static Map<String, Object> defaults(String service) {
        Map<String, Object> flat = new LinkedHashMap<>();
        try (InputStream in = Checkout.class.getResourceAsStream("/" + service + ".yaml")) {
            flatten("", new Yaml(new SafeConstructor(new LoaderOptions())).load(in), flat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return flat;
    }

    private static void flatten(String prefix, Map<String, ?> section, Map<String, Object> flat) {
        section.forEach((name, value) -> {
            if (value instanceof Map<?, ?> below) {
                @SuppressWarnings("unchecked")
                Map<String, ?> named = (Map<String, ?>) below;
                flatten(prefix + name + ".", named, flat);
            } else {
                flat.put(prefix + name, value);
            }
        });
    }

    /** The version a jar on the class path was built as. */
    static String built(String group, String artifact) {
        String path = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Checkout.class.getResourceAsStream(path)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
