package dev.intarsia.model.engine;

import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.SlidingWindow;
import java.util.Map;

/** What a sliding window adds to the script of a decoder. */
final class WindowScript {
    private WindowScript() {}

    /** Fills the places of a script that a window has; with nothing where there is none. */
    static void put(ModelConfig config, Map<String, String> values) {
        SlidingWindow window = config.window();
        boolean none = window.none();
        values.put("WINDOW_VISIBLE", none ? "" : visible());
        values.put("WINDOW_BRANCHES", none ? "" : branches());
        values.put("WINDOW_SHADES", none ? "" : shades());
        values.put("WINDOW", "" + window.size());
        values.put("GROUP", none ? "4" : "6");
        boolean everywhere = window.layers().size() == config.layers();
        values.put("NEAR", none ? "0" : everywhere ? "1" : "int(torch.__contains__(" + window.layers() + ", i))");
    }

    private static String visible() {
        return String.join(
                "\n",
                "    if torch.gt(keys * near, @WINDOW@):",
                "      hidden = torch.logical_or(hidden, torch.le(places, torch.unsqueeze(at - @WINDOW@, 2)))");
    }

    /** The mask knows rows' branches; their positions are in at. */
    private static String branches() {
        return String.join(
                "\n",
                "    far = torch.le(torch.unsqueeze(at, 1), torch.unsqueeze(at - @WINDOW@, 2))",
                "    narrow = torch.masked_fill(mask, far, -1.0e30)",
                "    _1 = torch.append(seen, narrow)",
                "    _2 = torch.append(seen, (self).take(narrow, rows[0]))");
    }

    private static String shades() {
        return String.join(
                "\n",
                "      _7 = torch.append(where, (self).shade(seen, keys, 1))",
                "      _8 = torch.append(where, (self).shade(last, keys, 1))");
    }
}
