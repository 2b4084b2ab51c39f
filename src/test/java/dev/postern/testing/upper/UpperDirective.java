package dev.postern.testing.upper;

import com.netflix.graphql.dgs.DgsDirective;
import graphql.schema.DataFetcherFactories;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.Locale;

/** A directive that changes what a bound field answers. */
@DgsDirective(name = "upper")
public class UpperDirective implements SchemaDirectiveWiring {

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        var field = environment.getElement();
        var parent = (GraphQLObjectType) environment.getFieldsContainer();
        var coordinates = FieldCoordinates.coordinates(parent, field);
        var code = environment.getCodeRegistry();
        var fetcher = code.getDataFetcher(coordinates, field);
        code.dataFetcher(
                coordinates,
                DataFetcherFactories.wrapDataFetcher(
                        fetcher, (fetching, value) -> value.toString().toUpperCase(Locale.ROOT)));
        return field;
    }
}
