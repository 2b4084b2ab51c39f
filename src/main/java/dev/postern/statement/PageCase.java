package dev.postern.statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that somebody could ask for, as far as it decides a statement's text.
 *
 * @param backward whether it is the last rows
 * @param from the argument that says where it begins or ends, empty for none
 * @param nullKey the number of the order's key that is null there, from 0, or -1
 */
record PageCase(boolean backward, String from, int nullKey) {

    /** Its name among what a script is given. */
    static final String PATH = "page";

    private static final List<PageCase> PLAIN = List.of(
            new PageCase(false, "", -1),
            new PageCase(false, "after", -1),
            new PageCase(false, "before", -1),
            new PageCase(true, "", -1),
            new PageCase(true, "before", -1),
            new PageCase(true, "after", -1));

    /** Every one that makes a difference for one of these orders, the first page first. */
    static List<Given> all(List<PageOrder> orders) {
        return orders.stream()
                .flatMap(order -> cases(order).stream())
                .map(PageCase::text)
                .distinct()
                .map(Given::literal)
                .toList();
    }

    /** The case that a script is given; the first page where it makes no difference for this order. */
    static PageCase of(Given given, PageOrder order) {
        return cases(order).stream()
                .filter(one -> one.text().equals(given.text()))
                .findFirst()
                .orElse(PLAIN.getFirst());
    }

    private static List<PageCase> cases(PageOrder order) {
        var cases = new ArrayList<>(PLAIN);
        for (int i = 0; i < order.keys().size(); i++) {
            if (order.keys().get(i).isNullable()) {
                cases.add(new PageCase(false, "after", i));
                cases.add(new PageCase(true, "before", i));
            }
        }
        return cases;
    }

    /** {@code forward}, {@code backward before}, {@code forward after null in 2}. */
    private String text() {
        var words = new StringBuilder(backward ? "backward" : "forward");
        words.append(from.isEmpty() ? "" : " " + from);
        words.append(nullKey < 0 ? "" : " null in " + (nullKey + 1));
        return words.toString();
    }

    /** A page in this order for which the statement has this text. */
    Page page(PageOrder order) {
        return new Page(backward, 0, position(order, "after"), position(order, "before"));
    }

    private @Nullable PagePosition position(PageOrder order, String argument) {
        if (!from.equals(argument)) {
            return null;
        }
        var values =
                new ArrayList<@Nullable String>(Collections.nCopies(order.keys().size(), ""));
        if (nullKey >= 0) {
            values.set(nullKey, null);
        }
        return new PagePosition(order.fingerprint(), values);
    }
}
