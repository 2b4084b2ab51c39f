package dev.postern.plan;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields by which a document asks for the schema: {@code __schema}, {@code __type} and federation's {@code _service}. */
final class MetaFields {

    private static final Set<String> NAMES = Set.of("__schema", "__type", "_service");

    private MetaFields() {}

    /** Those of all operations and fragments, whether they are spread or not. */
    static Set<String> of(Document document) {
        var found = new HashSet<String>();
        document.getDefinitionsOfType(OperationDefinition.class)
                .forEach(operation -> collect(operation.getSelectionSet(), found));
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> collect(fragment.getSelectionSet(), found));
        return Set.copyOf(found);
    }

    private static void collect(@Nullable SelectionSet selections, Set<String> found) {
        if (selections == null) {
            return;
        }
        for (var selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                if (NAMES.contains(field.getName())) {
                    found.add(field.getName());
                }
                collect(field.getSelectionSet(), found);
            } else if (selection instanceof InlineFragment inline) {
                collect(inline.getSelectionSet(), found);
            }
        }
    }
}
