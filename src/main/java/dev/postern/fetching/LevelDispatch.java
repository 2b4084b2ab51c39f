package dev.postern.fetching;

import com.netflix.graphql.dgs.context.GraphQLContextContributor;
import com.netflix.graphql.dgs.internal.DgsRequestData;
import graphql.GraphQL;
import graphql.GraphQLContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wish that DataLoaders be dispatched level by level, each when all fields of its level have asked.
 *
 * <p>graphql-java otherwise dispatches whatever has been asked for by then, part of the next level among it, and that level
 * comes in two runs. Source: https://www.graphql-java.com/documentation/batching
 */
public final class LevelDispatch implements GraphQLContextContributor {

    @Override
    public void contribute(
            GraphQLContext.Builder builder, @Nullable Map<String, ?> extensions, @Nullable DgsRequestData request) {
        GraphQL.unusualConfiguration(builder).dataloaderConfig().enableDataLoaderChaining(true);
    }
}
