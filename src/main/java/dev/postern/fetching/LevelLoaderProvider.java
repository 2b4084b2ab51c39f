package dev.postern.fetching;

import com.netflix.graphql.dgs.internal.DefaultDgsDataLoaderProvider;
import com.netflix.graphql.dgs.internal.DgsDataLoaderProvider;
import java.util.function.Supplier;
import org.dataloader.DataLoaderRegistry;

/** {@link LevelLoaders} around the registry that DGS makes for each operation. */
public final class LevelLoaderProvider implements DgsDataLoaderProvider {

    private final DefaultDgsDataLoaderProvider java;

    public LevelLoaderProvider(DefaultDgsDataLoaderProvider java) {
        this.java = java;
    }

    @Override
    public DataLoaderRegistry buildRegistry() {
        return new LevelLoaders(java.buildRegistry());
    }

    @Override
    public <T> DataLoaderRegistry buildRegistryWithContextSupplier(Supplier<T> context) {
        return new LevelLoaders(java.buildRegistryWithContextSupplier(context));
    }
}
