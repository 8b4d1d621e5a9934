package dev.intarsia.replay.privacy;

import dev.intarsia.replay.sweep.CurvePicture;
import dev.intarsia.replay.sweep.ReportFile.Picture;
import dev.intarsia.replay.sweep.SvgFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report's pictures, each an SVG file that needs nothing else. */
final class PrivacyPictures {
    private static final int STEPS = 4;

    private final PrivacyResult result;

    private PrivacyPictures(PrivacyResult result) {
        this.result = result;
    }

    /** All pictures by file name. */
    static Map<String, Picture> of(PrivacyResult result) {
        PrivacyPictures pictures = new PrivacyPictures(result);
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put(
                "roc.svg",
                new Picture("Members found by others wrongly called members, of four attacks", pictures.roc()));
        all.put(
                "pieces.svg",
                new Picture(
                        "Error, and AUC of two attacks on pieces, by dropout",
                        pictures.compared(
                                PrivacyComparisons.DROPOUT,
                                "Dropout in training",
                                Map.of(
                                        "LiRA",
                                        Map.entry(Exposure.PIECES, AttackMethod.LIRA),
                                        "loss",
                                        Map.entry(Exposure.PIECES, AttackMethod.CALIBRATED)))));
        Map<String, Map.Entry<Exposure, AttackMethod>> sums = Map.of(
                "least squares",
                Map.entry(Exposure.SUM, AttackMethod.LEAST_SQUARES),
                "inner product",
                Map.entry(Exposure.SUM, AttackMethod.INNER_PRODUCT));
        all.put(
                "noise-per-event.svg",
                new Picture(
                        "Error, and AUC of two attacks on sums of signatures, by the noise of each event's signature",
                        pictures.compared(PrivacyComparisons.LOCAL, "Noise on each event's signature", sums)));
        all.put(
                "noise-per-sum.svg",
                new Picture(
                        "Error, and AUC of two attacks on sums of signatures, by the noise of the sum",
                        pictures.compared(PrivacyComparisons.TRUSTED, "Noise on a user's sum", sums)));
        return all;
    }

    private String roc() {
        Map<String, Map.Entry<Exposure, AttackMethod>> lines = new LinkedHashMap<>();
        lines.put("another's", Map.entry(Exposure.ANOTHERS, AttackMethod.LIRA));
        lines.put("assembled", Map.entry(Exposure.ASSEMBLED, AttackMethod.LIRA));
        lines.put("pieces", Map.entry(Exposure.PIECES, AttackMethod.LIRA));
        lines.put("sum", Map.entry(Exposure.SUM, AttackMethod.INNER_PRODUCT));
        SvgFrame frame = new SvgFrame("Others wrongly called members", "Members found", 0, 1);
        for (int i = 0; i <= STEPS; i++) {
            frame.tick(frame.x((double) i / STEPS), String.format(Locale.ROOT, "%.2f", (double) i / STEPS));
        }
        frame.line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), "#5c6770", 1);
        int number = 0;
        for (Map.Entry<String, Map.Entry<Exposure, AttackMethod>> line : lines.entrySet()) {
            String colour = SvgFrame.COLOURS.get(number % SvgFrame.COLOURS.size());
            frame.legend(number++, colour, line.getKey());
            MeasuredAttack attack = result.attacks().stream()
                    .filter(measured -> measured.is(
                            line.getValue().getKey(), line.getValue().getValue()))
                    .findFirst()
                    .orElseThrow();
            draw(frame, thinned(attack.curve()), colour);
        }
        return frame.svg("Members found by others wrongly called members");
    }

    private static void draw(SvgFrame frame, List<RocCurve.Point> points, String colour) {
        for (int i = 1; i < points.size(); i++) {
            RocCurve.Point from = points.get(i - 1);
            RocCurve.Point to = points.get(i);
            frame.line(
                    frame.x(from.falsePositives()),
                    frame.y(from.truePositives()),
                    frame.x(to.falsePositives()),
                    frame.y(to.truePositives()),
                    colour,
                    2);
        }
    }

    /** At most some 200 points, the ends among them. */
    static List<RocCurve.Point> thinned(List<RocCurve.Point> points) {
        int step = Math.max(1, points.size() / 200);
        List<RocCurve.Point> some = new ArrayList<>();
        for (int i = 0; i < points.size() - 1; i += step) {
            some.add(points.get(i));
        }
        some.add(points.get(points.size() - 1));
        return some;
    }

    /** Error and attacks of one setting's values, the settings as they are among them. */
    private String compared(String setting, String horizontal, Map<String, Map.Entry<Exposure, AttackMethod>> attacks) {
        Map<String, ComparedSetting> byValue = new LinkedHashMap<>();
        byValue.put(PrivacyComparisons.AS_SET, result.compared().get(0));
        result.compared().stream()
                .filter(compared -> compared.setting().equals(setting))
                .forEach(compared -> byValue.put(compared.value(), compared));
        CurvePicture picture = new CurvePicture(horizontal, "Error, AUC", List.copyOf(byValue.keySet()));
        Map<String, Double> base = new LinkedHashMap<>();
        Map<String, Double> errors = new LinkedHashMap<>();
        byValue.forEach((value, compared) -> {
            base.put(value, result.compared().get(1).error().mean());
            errors.put(value, compared.error().mean());
        });
        picture.line("base's error", base);
        picture.line("error", errors);
        attacks.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(attack -> {
            Map<String, Double> points = new LinkedHashMap<>();
            byValue.forEach((value, compared) -> compared.attack(
                            attack.getValue().getKey(), attack.getValue().getValue())
                    .ifPresent(measured -> points.put(value, measured.auc().value())));
            picture.line(attack.getKey(), points);
        });
        return picture.svg();
    }
}
