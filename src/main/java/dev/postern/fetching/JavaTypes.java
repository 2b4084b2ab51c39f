package dev.postern.fetching;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;

/** The classes of beans, looked up without making one. */
record JavaTypes(ListableBeanFactory beans) {

    Stream<Class<?>> annotated(Class<? extends Annotation> annotation) {
        return types(beans.getBeanNamesForAnnotation(annotation));
    }

    Stream<Class<?>> assignable(Class<?> type) {
        return types(beans.getBeanNamesForType(type, true, false));
    }

    private Stream<Class<?>> types(String[] names) {
        return Arrays.stream(names).mapMulti((name, types) -> {
            var type = beans.getType(name, false);
            if (type != null) {
                types.accept(type);
            }
        });
    }
}
