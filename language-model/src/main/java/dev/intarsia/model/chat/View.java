package dev.intarsia.model.chat;

import com.hubspot.jinjava.objects.collections.PyList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What Python gives a piece at a time; it can be gone through, and is refused where it is written out. */
final class View extends PyList {
    View(List<?> items) {
        super(Collections.unmodifiableList(new ArrayList<Object>(items)));
    }
}
