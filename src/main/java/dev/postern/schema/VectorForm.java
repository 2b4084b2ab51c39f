package dev.postern.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of finite numbers, at least one, as pgvector keeps them. */
final class VectorForm implements ScalarForm {

    /** https://github.com/pgvector/pgvector#vector-type */
    private static final int MOST = 16_000;

    private final NumberForms.FloatForm number = new NumberForms.FloatForm();

    @Override
    public String expected() {
        return "a list of finite numbers, such as [0.5, 1, -2.25]";
    }

    @Override
    public @Nullable Object read(Object input) {
        var fits = input instanceof List<?> numbers
                && !numbers.isEmpty()
                && numbers.size() <= MOST
                && numbers.stream().allMatch(element -> element != null && number.read(element) != null);
        return fits ? input : null;
    }

    @Override
    public @Nullable Object write(Object value) {
        return read(value);
    }
}
