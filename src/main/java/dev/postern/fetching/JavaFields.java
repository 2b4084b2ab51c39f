package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsScalar;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** What Java on the class path answers, read from DGS's annotations without making a bean. */
public final class JavaFields {

    private final JavaTypes types;

    public JavaFields(ListableBeanFactory beans) {
        this.types = new JavaTypes(beans);
    }

    /** The fields with a Java data fetcher, as {@code Vessel.weather}. */
    public Set<String> coordinates() {
        return types.annotated(DgsComponent.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .flatMap(JavaFields::coordinates)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The types whose objects a Java entity fetcher brings. */
    public Set<String> entities() {
        return types.annotated(DgsComponent.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .flatMap(method ->
                        MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).stream(DgsEntityFetcher.class))
                .map(fetcher -> fetcher.getString("name"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The scalars with a Java coercing. */
    public Set<String> scalars() {
        return types.annotated(DgsScalar.class)
                .map(type -> MergedAnnotations.from(type).get(DgsScalar.class).getString("name"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> coordinates(Method method) {
        return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).stream(DgsData.class)
                .map(data -> data.getString("parentType") + "." + field(method, data));
    }

    private static String field(Method method, MergedAnnotation<DgsData> data) {
        var field = data.getString("field");
        return field.isEmpty() ? method.getName() : field;
    }
}
