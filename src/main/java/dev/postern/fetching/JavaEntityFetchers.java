package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.internal.EntityFetcherRegistry;
import java.lang.reflect.Method;
import java.util.Arrays;
import kotlin.Pair;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Java's entity fetchers as DGS knows them.
 *
 * <p>DGS collects them itself only where it makes the schema of a subgraph too, which it does by other rules than ours.
 */
public final class JavaEntityFetchers {

    private JavaEntityFetchers() {}

    /** Those of all components, which are made for it if they are not there yet. */
    public static EntityFetcherRegistry of(ListableBeanFactory beans) {
        var registry = new EntityFetcherRegistry();
        beans.getBeansWithAnnotation(DgsComponent.class)
                .values()
                .forEach(component -> Arrays.stream(component.getClass().getMethods())
                        .forEach(method -> add(registry, component, method)));
        return registry;
    }

    private static void add(EntityFetcherRegistry registry, Object component, Method method) {
        MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).stream(DgsEntityFetcher.class)
                .forEach(fetcher ->
                        registry.getEntityFetchers().put(fetcher.getString("name"), new Pair<>(component, method)));
    }
}
