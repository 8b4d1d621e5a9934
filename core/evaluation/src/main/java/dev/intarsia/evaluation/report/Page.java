package dev.intarsia.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one HTML file of a page's sections and script, the frame that all pages share, and data. */
public final class Page {
    private static final String CHARTS = "META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final String OURS = "dev/intarsia/evaluation/report/";
    private static final String FRAME = "frame.html";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+):([^}]*)}}");

    private Page() {}

    /**
     * Fills the frame's places: {@code {{page:…}}} with the page's own files, {@code {{style:…}}}, {@code {{script:…}}}
     * and {@code {{charts:}}} with those of all pages, {@code {{text:…}}} and {@code {{data:}}} with what is given.
     * Nothing that is filled in is read for places again.
     *
     * @param name of the page's files, without their ends
     * @param texts put where HTML is read: {@code title}, {@code headline}, and {@code noscript} for whoever runs none
     * @param data JSON, put within a script element
     */
    public static String of(String name, Map<String, String> texts, String data) throws IOException {
        String frame = resource(OURS + FRAME);
        StringBuilder filled = new StringBuilder(frame.length() + (1 << 20));
        Matcher place = PLACE.matcher(frame);
        int done = 0;
        while (place.find()) {
            filled.append(frame, done, place.start()).append(filling(place, name, texts, data));
            done = place.end();
        }
        return filled.append(frame, done, frame.length()).toString();
    }

    private static String filling(Matcher place, String page, Map<String, String> texts, String data)
            throws IOException {
        String name = place.group(2);
        return switch (place.group(1)) {
            case "page" ->
                name.equals("js") ? script(resource(OURS + page + ".js")) : resource(OURS + page + "." + name);
            case "style" -> resource(OURS + name);
            case "script" -> script(resource(OURS + name));
            case "charts" -> script(resource(CHARTS));
            case "text" -> html(texts.getOrDefault(name, ""));
            // User ids and titles come from anyone: none may end the script element that holds them.
            case "data" -> data.replace("<", "\\u003c");
            default -> throw new IOException("The frame asks for " + place.group() + ", which is unknown.");
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
