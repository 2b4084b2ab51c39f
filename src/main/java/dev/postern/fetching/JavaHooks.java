package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsCodeRegistry;
import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDefaultTypeResolver;
import com.netflix.graphql.dgs.DgsDirective;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import com.netflix.graphql.dgs.DgsTypeDefinitionRegistry;
import com.netflix.graphql.dgs.DgsTypeResolver;
import graphql.execution.ExecutionStrategy;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Java on the class path that has a say in every operation, beyond the fields that it answers.
 *
 * <p>Where there is any, plans cannot know what it would do.
 */
public final class JavaHooks {

    private static final Set<Class<? extends Annotation>> METHODS = Set.of(
            DgsRuntimeWiring.class,
            DgsCodeRegistry.class,
            DgsTypeDefinitionRegistry.class,
            DgsTypeResolver.class,
            DgsDefaultTypeResolver.class);

    private static final List<Class<?>> TYPES = List.of(
            Instrumentation.class,
            ExecutionStrategy.class,
            PreparsedDocumentProvider.class,
            RuntimeWiringConfigurer.class);

    private final JavaTypes types;

    public JavaHooks(ListableBeanFactory beans) {
        this.types = new JavaTypes(beans);
    }

    /** The names of its classes, sorted. */
    public List<String> classes() {
        var ofTypes = TYPES.stream().flatMap(types::assignable);
        var directives = types.annotated(DgsDirective.class);
        var components = types.annotated(DgsComponent.class).filter(JavaHooks::hasHook);
        return Stream.of(ofTypes, directives, components)
                .flatMap(found -> found)
                .filter(JavaHooks::isForeign)
                .map(Class::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean hasHook(Class<?> component) {
        return Arrays.stream(component.getMethods())
                .map(method -> MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY))
                .anyMatch(annotations -> METHODS.stream().anyMatch(annotations::isPresent));
    }

    /** What this package and DGS bring themselves is known to the plans. */
    private static boolean isForeign(Class<?> type) {
        return !type.getPackage().equals(JavaHooks.class.getPackage())
                && !type.getName().startsWith("com.netflix.graphql.dgs.")
                && !type.getName().startsWith("org.springframework.");
    }
}
