package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is selected of the objects that other services name; immutable.
 *
 * @param fields what answers it, by type
 * @param types of which anything is selected, {@code __typename} too
 * @param objects the same down to where a statement of its own begins
 */
record EntitySelection(Map<String, List<FieldBinding>> fields, Set<String> types, ObjectSelection objects) {

    EntitySelection {
        fields = Map.copyOf(fields);
        types = Set.copyOf(types);
    }

    static EntitySelection of(Bindings bindings, DataFetchingEnvironment environment) {
        var fields = new HashMap<String, List<FieldBinding>>();
        var types = new HashSet<String>();
        for (var selected : environment.getSelectionSet().getImmediateFields()) {
            for (var type : selected.getObjectTypeNames()) {
                types.add(type);
                var field = bindings.byCoordinate().get(type + "." + selected.getName());
                if (field != null) {
                    fields.computeIfAbsent(type, name -> new ArrayList<>()).add(field);
                }
            }
        }
        return new EntitySelection(fields, types, ObjectSelection.all(bindings, environment));
    }

    boolean isSelected(String type) {
        return types.contains(type);
    }
}
