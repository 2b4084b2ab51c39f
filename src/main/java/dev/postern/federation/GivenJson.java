package dev.postern.federation;

import dev.postern.schema.FieldPath;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that a representation gives: of a list, with what is required of its elements and nothing else. */
final class GivenJson {

    /** Beyond these a number's plain form would fill memory. */
    private static final int DIGITS = 1_000;

    private final GivenColumn column;

    private GivenJson(GivenColumn column) {
        this.column = column;
    }

    /** @throws Refusal for what JSON in Postgres does not hold */
    static String of(GivenColumn column, Object value) {
        return JsonText.of(new GivenJson(column).element(value, List.of()));
    }

    /** @throws Refusal for what is no list, or holds something that JSON in Postgres does not */
    static String ofList(GivenColumn column, Object value) {
        if (!(value instanceof List<?> list)) {
            throw column.misfit("it is no list");
        }
        return JsonText.of(new GivenJson(column).elements(list, column.inside()));
    }

    private List<@Nullable Object> elements(List<?> list, List<FieldPath> inside) {
        var elements = new ArrayList<@Nullable Object>();
        list.forEach(element -> elements.add(element(element, inside)));
        return elements;
    }

    private @Nullable Object element(@Nullable Object element, List<FieldPath> inside) {
        return switch (element) {
            case null -> null;
            case List<?> list -> elements(list, inside);
            case Map<?, ?> object -> inside.isEmpty() ? object(object) : chosen(object, inside);
            default -> leaf(element);
        };
    }

    private Object object(Map<?, ?> object) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((name, value) -> all.put(text(String.valueOf(name)), element(value, List.of())));
        return all;
    }

    private Object chosen(Map<?, ?> object, List<FieldPath> inside) {
        var below = new LinkedHashMap<String, List<FieldPath>>();
        for (var path : inside) {
            var rest = path.fields().subList(1, path.fields().size());
            var further = below.computeIfAbsent(path.fields().getFirst(), name -> new ArrayList<>());
            if (!rest.isEmpty()) {
                further.add(new FieldPath(rest));
            }
        }
        var chosen = new LinkedHashMap<String, @Nullable Object>();
        below.forEach((name, further) -> {
            if (!object.containsKey(name)) {
                throw column.misfit("an element has no '" + name + "'");
            }
            chosen.put(name, element(object.get(name), further));
        });
        return chosen;
    }

    private Object leaf(Object leaf) {
        if (leaf instanceof BigDecimal number
                && Math.max(Math.abs((long) number.precision() - number.scale()), number.scale()) > DIGITS) {
            throw column.misfit("a number in it is too large or too small");
        }
        return leaf instanceof String string ? text(string) : leaf;
    }

    private String text(String string) {
        if (string.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
            throw column.misfit("a text in it cannot be stored");
        }
        return string;
    }
}
