package dev.intarsia.model.chat;

import com.hubspot.jinjava.objects.collections.PyList;
import java.util.List;

/** A list that Python writes in parentheses. */
final class Tuple extends PyList {
    Tuple(List<Object> items) {
        super(items);
    }
}
