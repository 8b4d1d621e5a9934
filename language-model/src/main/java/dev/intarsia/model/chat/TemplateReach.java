package dev.intarsia.model.chat;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.PropertyNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * All that an expression of a template can reach from a value: entries of maps, elements of lists, and a few methods of
 * texts and maps that Python's have. There is no reflection, so there is no way to a class.
 */
@SuppressWarnings("NullAway") // The interface it implements says nothing of nulls.
final class TemplateReach extends ELResolver {
    private static final Pattern INDEX = Pattern.compile("-?[0-9]{1,9}");

    private final ELResolver library = new JinjavaBeanELResolver(true);

    @Override
    public @Nullable Object getValue(ELContext context, Object base, Object property) {
        if (base instanceof Map<?, ?> map) {
            context.setPropertyResolved(true);
            return map.get(String.valueOf(property));
        }
        if (base instanceof List<?> list
                && INDEX.matcher(String.valueOf(property)).matches()) {
            context.setPropertyResolved(true);
            int index = Integer.parseInt(String.valueOf(property));
            int at = index < 0 ? list.size() + index : index;
            return at >= 0 && at < list.size() ? list.get(at) : null;
        }
        if (base instanceof ForLoop loop) {
            context.setPropertyResolved(true);
            return switch (String.valueOf(property)) {
                case "first" -> loop.isFirst();
                case "last" -> loop.isLast();
                case "index" -> loop.getIndex();
                case "index0" -> loop.getIndex0();
                case "revindex" -> loop.getRevindex();
                case "revindex0" -> loop.getRevindex0();
                case "length" -> loop.getLength();
                default -> null;
            };
        }
        return null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        if (base instanceof Filter || base instanceof ExpTest) {
            // The library's own objects behind {@code |} and {@code is}, of which it hands out only those allowed.
            return library.invoke(context, base, method, types, arguments);
        }
        Object result = result(base, String.valueOf(method), arguments == null ? new Object[0] : arguments);
        context.setPropertyResolved(true);
        return result;
    }

    private static @Nullable Object result(@Nullable Object base, String method, Object[] arguments) {
        String first = arguments.length > 0 ? String.valueOf(arguments[0]) : "";
        if (base instanceof CharSequence chars) {
            String text = chars.toString();
            switch (method) {
                case "strip", "trim":
                    return text.strip();
                case "lstrip":
                    return text.stripLeading();
                case "rstrip":
                    return text.stripTrailing();
                case "startswith":
                    return text.startsWith(first);
                case "endswith":
                    return text.endsWith(first);
                case "upper":
                    return text.toUpperCase(Locale.ROOT);
                case "lower":
                    return text.toLowerCase(Locale.ROOT);
                case "split":
                    return first.isEmpty()
                            ? List.of(text.strip().split("\\s+"))
                            : Arrays.asList(text.split(Pattern.quote(first), -1));
                default:
                    break;
            }
        }
        if (base instanceof Map<?, ?> map && method.equals("get")) {
            Object value = map.get(first);
            return value == null && arguments.length > 1 ? arguments[1] : value;
        }
        throw new PropertyNotFoundException("a template may not call '" + method + "'");
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        throw new PropertyNotFoundException("a template may not set '" + property + "'");
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
