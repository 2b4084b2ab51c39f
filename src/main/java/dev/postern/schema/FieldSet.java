package dev.postern.schema;

import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that a directive names, {@code sku study { caseNumber }}. */
final class FieldSet {

    private FieldSet() {}

    /** What is named, null where it cannot be read. */
    static @Nullable SelectionSet parse(String text) {
        try {
            var document = new Parser().parseDocument("{" + text + "}");
            return document.getDefinitions().size() == 1
                            && document.getDefinitions().getFirst() instanceof OperationDefinition operation
                    ? operation.getSelectionSet()
                    : null;
        } catch (InvalidSyntaxException unreadable) {
            return null;
        }
    }

    /** The leaves, none where it cannot be read. */
    static List<FieldPath> paths(String text) {
        var paths = new ArrayList<FieldPath>();
        var set = parse(text);
        if (set != null) {
            collect(set, List.of(), paths);
        }
        return paths;
    }

    /** The same fields in one order: which one they stand in says nothing. */
    static String canonical(String text) {
        var paths = paths(text).stream().map(FieldPath::toString).sorted();
        return String.join(" ", paths.toList());
    }

    private static void collect(SelectionSet set, List<String> above, List<FieldPath> paths) {
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof InlineFragment fragment) {
                collect(fragment.getSelectionSet(), above, paths);
            } else if (selection instanceof Field field && !field.getName().equals("__typename")) {
                var path = new ArrayList<>(above);
                path.add(field.getName());
                if (field.getSelectionSet() == null) {
                    paths.add(new FieldPath(path));
                } else {
                    collect(field.getSelectionSet(), path, paths);
                }
            }
        }
    }
}
