package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsCodeRegistry;
import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsFederationResolver;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.schema.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/** The bindings handed to DGS, as data fetchers beside those that Java brings. */
@DgsComponent
public final class BoundSchema {

    private final Bindings bindings;
    private final JavaHooks hooks;
    private final Scalars scalars;
    private final JavaEntities java;
    private final Executor executor;

    /**
     * @param entities what calls Java's entity fetchers
     * @param executor runs the statements of one level side by side
     */
    public BoundSchema(
            Bindings bindings,
            JavaHooks hooks,
            Scalars scalars,
            ObjectProvider<DgsFederationResolver> entities,
            Executor executor) {
        this.bindings = bindings;
        this.hooks = hooks;
        this.scalars = scalars;
        this.java = new JavaEntities(SingletonSupplier.of(entities::getObject));
        this.executor = executor;
    }

    @DgsRuntimeWiring
    public RuntimeWiring.Builder wire(RuntimeWiring.Builder wiring) {
        scalars.all().forEach(wiring::scalar);
        return wiring;
    }

    @DgsCodeRegistry
    public GraphQLCodeRegistry.Builder bind(GraphQLCodeRegistry.Builder code, TypeDefinitionRegistry registry) {
        var columns = new SelectedColumns(
                bindings, SingletonSupplier.of(() -> hooks.classes().isEmpty()));
        var totals = new TotalFetchers(bindings, executor, columns);
        bindings.all().forEach(binding -> bind(code, binding, columns, totals));
        return code;
    }

    private void bind(
            GraphQLCodeRegistry.Builder code, FieldBinding binding, SelectedColumns columns, TotalFetchers totals) {
        DataFetcher<?> fetcher = switch (binding) {
            case FieldBinding.Root root -> new RootFetcher(root, executor, columns);
            case FieldBinding.Write write -> new WriteFetcher(write, bindings);
            case FieldBinding.Subscribed subscribed ->
                environment -> {
                    throw SubscribedField.refusal(subscribed);
                };
            case FieldBinding.Nested nested -> new NestedFetcher(nested, executor, columns);
            case FieldBinding.Held held -> new HeldFetcher(held);
            case FieldBinding.Paged paged -> new PagedFetcher(paged, totals);
            case FieldBinding.Entities entities -> new EntitiesFetcher(entities, bindings, java, executor);
            case FieldBinding.Constant constant -> environment -> constant.value();
            case FieldBinding.Java ignored -> null;
        };
        if (fetcher != null) {
            code.dataFetcher(FieldCoordinates.coordinates(binding.typeName(), binding.fieldName()), fetcher);
        }
    }
}
