package dev.intarsia.stack.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code report.json} and {@code report.html}; the page holds its data and its chart library. */
public final class ReportFiles {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReportFiles() {}

    /**
     * Writes both files, replacing older ones.
     *
     * @param directory made where it is missing
     */
    public static void write(RunReport report, Path directory) throws IOException {
        Files.createDirectories(directory);
        String json = JSON.writeValueAsString(report);
        Files.writeString(directory.resolve("report.json"), json + "\n");
        Files.writeString(directory.resolve("report.html"), page(json));
    }

    private static String page(String json) throws IOException {
        String charts = resource("META-INF/resources/webjars/echarts/5.5.0/echarts.min.js");
        // Answers come from a model and titles from anyone: neither may end the script element it stands in.
        return resource("report/report.html")
                .replace("/*ECHARTS*/", charts.replace("</script", "<\\/script"))
                .replace("/*REPORT*/", json.replace("<", "\\u003c"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The report's resource " + name + " is not on the class path; build again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
