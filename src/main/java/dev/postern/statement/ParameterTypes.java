package dev.postern.statement;

import java.util.AbstractList;
import java.util.List;

/** The types of a text's parameters, in order; immutable. */
final class ParameterTypes extends AbstractList<PostgresType> {

    static final ParameterTypes NONE = new ParameterTypes(List.of(), List.of());

    private final List<PostgresType> types;
    private final int[] oids;

    /** @param oids the same as the server numbers them */
    ParameterTypes(List<PostgresType> types, List<Integer> oids) {
        this.types = List.copyOf(types);
        this.oids = oids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public PostgresType get(int position) {
        return types.get(position);
    }

    @Override
    public int size() {
        return oids.length;
    }

    int oid(int position) {
        return oids[position];
    }
}
