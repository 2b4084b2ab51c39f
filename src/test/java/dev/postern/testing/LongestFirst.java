package dev.postern.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * The classes that take longest at both ends, because JUnit's two threads begin there, one at each: what is short is left for the end,
 * when neither of them should have to wait for the other. No test depends on the order.
 */
public final class LongestFirst implements ClassOrderer {

    /** Those of a minute or more on two cores, the longest first. */
    private static final List<String> LONG = List.of(
            "ConsoleTests",
            "GrantsTests",
            "EquivalenceTests",
            "GoldenCaseTests",
            "DemoTests",
            "TypeTableTests",
            "ExtensionTests",
            "BrokenSqlTests",
            "DemoMutationTests",
            "LiveReloadTests");

    @Override
    public void orderClasses(ClassOrdererContext context) {
        var classes = context.getClassDescriptors();
        var sorted = new ArrayList<>(classes);
        sorted.sort(Comparator.comparingInt(LongestFirst::place));
        var first = new ArrayList<ClassDescriptor>();
        var last = new ArrayList<ClassDescriptor>();
        for (int i = 0; i < sorted.size(); i++) {
            (i % 2 == 0 ? first : last).add(sorted.get(i));
        }
        first.addAll(last.reversed());
        classes.sort(Comparator.comparingInt(first::indexOf));
    }

    private static int place(ClassDescriptor described) {
        var place = LONG.indexOf(described.getTestClass().getSimpleName());
        return place < 0 ? LONG.size() : place;
    }
}
