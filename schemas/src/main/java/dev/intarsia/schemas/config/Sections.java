package dev.intarsia.schemas.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sections of a service's settings, as the components of its record declare them. */
record Sections<C extends Record>(Class<C> config) {
    List<Class<?>> types() {
        return Stream.of(config.getRecordComponents())
                .<Class<?>>map(RecordComponent::getType)
                .toList();
    }

    /** The first word of each section's keys. */
    SortedSet<String> names() {
        return types().stream()
                .map(type -> type.getAnnotation(ConfigMapping.class).prefix())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every key of every section. */
    SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        for (Class<?> type : types()) {
            keys.addAll(
                    ConfigMappings.getProperties(ConfigClass.configClass(type)).keySet());
        }
        return keys;
    }

    C record(SmallRyeConfig values) {
        Class<?>[] types = types().toArray(Class<?>[]::new);
        Object[] sections = Stream.of(types).map(values::getConfigMapping).toArray();
        try {
            Constructor<C> canonical = config.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(sections);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Every record has its canonical constructor.", e);
        }
    }
}
