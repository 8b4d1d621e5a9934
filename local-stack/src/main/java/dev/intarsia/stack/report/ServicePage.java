package dev.intarsia.stack.report;

import dev.intarsia.evaluation.result.LiveRun.Section;
import dev.intarsia.stack.report.ServiceFigures.Percentiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of the services as the report's page shows them. */
public final class ServicePage {
    private ServicePage() {}

    /** Those that stand above everything, by what they mean. */
    public static Map<String, String> tiles(ServiceFigures figures) {
        Map<String, String> tiles = new LinkedHashMap<>();
        tiles.put("events a second", number("%.0f", figures.eventsPerSecond()));
        tiles.put(
                "from acceptance until served, p50",
                number("%.2f s", figures.freshnessSeconds().p50()));
        tiles.put(
                "from acceptance until served, p99",
                number("%.2f s", figures.freshnessSeconds().p99()));
        tiles.put("of " + figures.machine().cores() + " cores used", number("%.2f", figures.coresUsed()));
        return tiles;
    }

    /** What the services did, and what the gateway answered before and after. */
    public static List<Section> sections(ServiceFigures figures) {
        Section services = services(figures);
        return figures.questions().isEmpty() ? List.of(services) : List.of(asked(figures.questions()), services);
    }

    private static Section asked(List<ServiceFigures.Question> questions) {
        return new Section(
                "asked",
                "Before and after",
                "Asked before and after",
                "The gateway was asked these about user " + questions.get(0).user()
                        + ", before any of their events and after all of them.",
                List.of("Question", "Before", "After", "What the user did"),
                questions.stream()
                        .map(asked -> List.of(
                                asked.question(),
                                asked.before() + " (" + asked.beforeAdapter() + ")",
                                asked.after() + " (" + asked.afterAdapter() + ")",
                                asked.truth()))
                        .toList());
    }

    private static Section services(ServiceFigures figures) {
        return new Section(
                "services",
                "Services",
                "How fast the services were",
                "Freshness is the time from an event’s acceptance until the gateway serves an adapter that knows it.",
                List.of("What", ""),
                List.of(
                        List.of(
                                "Events",
                                number(
                                        "%d in %.0f s, %.0f a second",
                                        figures.events(), figures.durationSeconds(), figures.eventsPerSecond())),
                        List.of("Freshness of assembled adapters", percentiles(figures.freshnessSeconds())),
                        List.of("Freshness of own adapters", percentiles(figures.ownFreshnessSeconds())),
                        List.of(
                                "Published",
                                number(
                                        "%d own adapters, %d assignments, %d pieces",
                                        figures.versions().ownAdapters(),
                                        figures.versions().assignments(),
                                        figures.versions().pieces())),
                        List.of(
                                "Processor",
                                number(
                                        "%s: %.2f of %d cores used",
                                        figures.processor(),
                                        figures.coresUsed(),
                                        figures.machine().cores())),
                        List.of("Engine", number("%s, %d threads", figures.precision(), figures.threads())),
                        List.of(
                                "Java",
                                number(
                                        "%s on %s, %d MiB",
                                        figures.machine().java(),
                                        figures.machine().os(),
                                        figures.machine().memoryMib()))));
    }

    private static String percentiles(Percentiles seconds) {
        return number("%.2f s (p50), %.2f s (p99)", seconds.p50(), seconds.p99());
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
