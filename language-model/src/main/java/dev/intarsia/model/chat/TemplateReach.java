package dev.intarsia.model.chat;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.NamedParameter;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
        context.setPropertyResolved(true);
        String name = String.valueOf(property);
        Budget.spend(1);
        if (base instanceof Map<?, ?> map) {
            return map.get(name);
        } else if (base instanceof ForLoop loop) {
            return switch (name) {
                case "first" -> loop.isFirst();
                case "last" -> loop.isLast();
                case "index" -> loop.getIndex();
                case "index0" -> loop.getIndex0();
                case "revindex" -> loop.getRevindex();
                case "revindex0" -> loop.getRevindex0();
                case "length" -> loop.getLength();
                default -> throw new InterpretException("it uses 'loop." + name + "', which is not known here");
            };
        } else if (base instanceof List<?> || base instanceof CharSequence) {
            List<?> items = base instanceof List<?> list ? list : Python.items(base);
            long index = INDEX.matcher(name).matches() ? Long.parseLong(name) : items.size();
            long at = index < 0 ? items.size() + index : index;
            return at >= 0 && at < items.size() ? items.get((int) at) : null;
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

    private static @Nullable Object result(@Nullable Object base, String method, Object[] given) {
        List<Object> values = new ArrayList<>();
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object one : given) {
            if (one instanceof NamedParameter parameter) {
                named.put(parameter.getName(), parameter.getValue());
            } else {
                values.add(one);
            }
        }
        Arguments with = new Arguments(values, named);
        if (base instanceof CharSequence text) {
            return TextMethods.call(text.toString(), method, with);
        } else if (base instanceof Map<?, ?> map) {
            return TextMethods.call(map, method, with);
        }
        throw new InterpretException(
                "it calls '" + method + "' of a " + Python.kind(base) + ", which is not known here");
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
