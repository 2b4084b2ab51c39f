package dev.postern.binding;

import java.util.Map;
import java.util.Set;

/** The arguments by which a client asks for a page of a connection. */
public final class PageArguments {

    /** What each may be, innermost. */
    static final Map<String, Set<String>> TYPES = Map.of(
            "first", Set.of("Int"),
            "last", Set.of("Int"),
            "after", Set.of("String", "ID"),
            "before", Set.of("String", "ID"));

    private PageArguments() {}

    /** Whether an argument of a connection is one of them. */
    public static boolean contains(String name) {
        return TYPES.containsKey(name);
    }
}
