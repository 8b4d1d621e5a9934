package dev.intarsia.replay.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one HTML file of a template, its styles, scripts and data. */
public final class Page {
    private static final String CHARTS = "META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final String OURS = "dev/intarsia/replay/report/";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+):([^}]*)}}");

    private Page() {}

    /**
     * Fills a template's places: {@code {{style:…}}}, {@code {{script:…}}} and {@code {{charts:}}} with files,
     * {@code {{text:…}}} and {@code {{data:…}}} with what is given. Nothing that is filled in is read for places again.
     *
     * @param texts put where HTML is read
     * @param data JSON, put within a script element
     */
    public static String of(String template, Map<String, String> texts, Map<String, String> data) throws IOException {
        String page = resource(OURS + template);
        StringBuilder filled = new StringBuilder(page.length() + (1 << 20));
        Matcher place = PLACE.matcher(page);
        int done = 0;
        while (place.find()) {
            filled.append(page, done, place.start()).append(filling(place, texts, data));
            done = place.end();
        }
        return filled.append(page, done, page.length()).toString();
    }

    private static String filling(Matcher place, Map<String, String> texts, Map<String, String> data)
            throws IOException {
        String name = place.group(2);
        return switch (place.group(1)) {
            case "style" -> resource(OURS + name);
            case "script" -> script(resource(OURS + name));
            case "charts" -> script(resource(CHARTS));
            case "text" -> html(texts.getOrDefault(name, ""));
            // User ids and titles come from anyone: none may end the script element that holds them.
            case "data" -> data.getOrDefault(name, "null").replace("<", "\\u003c");
            default -> throw new IOException("The template asks for " + place.group() + ", which is unknown.");
        };
    }

    private static String script(String source) {
        return source.replace("</script", "<\\/script");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The resource " + name + " is not on the class path; build again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
