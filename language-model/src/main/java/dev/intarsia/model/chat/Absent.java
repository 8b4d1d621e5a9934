package dev.intarsia.model.chat;

import com.hubspot.jinjava.objects.PyWrapper;
import com.hubspot.jinjava.util.HasObjectTruthValue;
import org.jspecify.annotations.Nullable;

/** What Python has beside values: {@code none}, and the undefined where a variable holds it (elsewhere it is null). */
enum Absent implements HasObjectTruthValue, PyWrapper {
    NONE,
    UNDEFINED;

    static boolean undefined(@Nullable Object value) {
        return value == null || value == UNDEFINED;
    }

    @Override
    public boolean getObjectTruthValue() {
        return false;
    }
}
