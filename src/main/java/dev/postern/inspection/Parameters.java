package dev.postern.inspection;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands for a statement's parameters while its parse tree is looked at.
 *
 * <p>A parameter is a sub-select of nothing, {@code (select null::bigint limit '3')::bigint}, which no hand writes: the
 * limit is its number.
 *
 * @param given the numbers of those that are never null
 * @param keys the names of those that are parents' keys, by number; their elements are never null
 */
record Parameters(Set<Integer> given, Map<Integer, String> keys) {

    Parameters {
        given = Set.copyOf(given);
        keys = Map.copyOf(keys);
    }

    /** An expression in the place of a parameter; the cast keeps {@code any(…)} from taking it for a list of rows. */
    static String expression(int number, DataType type) {
        return "(select null::" + type.display() + " limit '" + number + "')::" + type.display();
    }

    /** The number of the parameter that a node stands for, 0 for none. */
    static int number(Node node) {
        var inner = node.is("SUBLINK") ? node.node("subselect") : null;
        var limit = inner == null ? null : inner.node("limitCount");
        if (inner == null || limit == null || !inner.nodes("rtable").isEmpty()) {
            return 0;
        }
        var bytes = limit.is("CONST") ? bytes(limit) : List.<Integer>of();
        var number = 0;
        for (int i = Math.min(4, bytes.size()) - 1; i >= 0; i--) {
            number = number * 256 + bytes.get(i);
        }
        return number;
    }

    /** The key that a node stands for, empty for anything else. */
    String key(Node node) {
        return keys.getOrDefault(number(node), "");
    }

    /** The keys that a source of {@code from} unnests, by column; none unless all of them are keys. */
    List<String> keysOf(Node source) {
        if (QueryTree.kind(source) != QueryTree.Kind.FUNCTION) {
            return List.of();
        }
        var names = source.nodes("functions").stream().map(this::unnested).toList();
        return names.contains("") ? List.of() : names;
    }

    private String unnested(Node function) {
        var call = function.node("funcexpr");
        return call != null && call.nodes("args").size() == 1
                ? key(call.nodes("args").getFirst())
                : "";
    }

    /** The text of a constant, empty for anything but text. */
    static String text(Node constant) {
        var bytes = bytes(constant);
        if (!constant.is("CONST") || constant.number("constlen") != -1 || bytes.size() < 4) {
            return "";
        }
        var text = new StringBuilder();
        bytes.subList(4, bytes.size()).forEach(value -> text.append((char) (int) value));
        return text.toString();
    }

    /** A constant's bytes, as {@code 4 [ 5 0 0 0 ]} has them, signed or not. */
    private static List<Integer> bytes(Node constant) {
        return constant.words("constvalue").stream()
                .dropWhile(word -> !word.equals("["))
                .skip(1)
                .takeWhile(word -> !word.equals("]"))
                .map(word -> Integer.parseInt(word) & 0xff)
                .toList();
    }
}
