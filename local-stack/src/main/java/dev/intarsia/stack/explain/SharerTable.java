package dev.intarsia.stack.explain;

import dev.intarsia.stack.explain.Explanation.SharerShare;
import java.util.List;

/** The sharers with their shares, numbered from the largest on. */
record SharerTable(List<SharerShare> sharers, PageDetail detail) {
    void addTo(Lines lines) {
        lines.add("%3s  %-15s  %7s  %7s", "no", "sharer", "share", "modules");
        int shown = Math.min(detail.sharers(), sharers.size());
        for (int i = 0; i < shown; i++) {
            SharerShare sharer = sharers.get(i);
            lines.add("%3d  %-15s  %5.1f %%  %7d", i + 1, sharer.name(), 100 * sharer.share(), sharer.modules());
        }
        if (shown < sharers.size()) {
            double rest =
                    sharers.stream().skip(shown).mapToDouble(SharerShare::share).sum();
            lines.add("     %-15s  %5.1f %%", "and " + (sharers.size() - shown) + " more", 100 * rest);
        }
    }
}
