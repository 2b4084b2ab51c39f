package dev.postern.fetching;

import graphql.language.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.registries.ScheduledDataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One operation's DataLoaders: ours, each for one level, and those that Java brings.
 *
 * <p>A level is dispatched while its first statements may already have answered on other threads and filled loaders of the
 * next one. So what is dispatched is what was there when the dispatch began, and a loader never serves two levels:
 * otherwise a level would now and then be asked for in two runs.
 */
final class LevelLoaders extends DataLoaderRegistry implements AutoCloseable {

    private final DataLoaderRegistry java;
    private final Map<LoaderKey, DataLoader<ParentKey, Found>> levels = new ConcurrentHashMap<>();

    private final Map<Use, Asked> asked = new ConcurrentHashMap<>();

    private record Use(String coordinate, List<Field> selected) {}

    /** @param java DGS's registry, with the loaders of {@code @DgsDataLoader} */
    LevelLoaders(DataLoaderRegistry java) {
        this.java = java;
    }

    /** The loader for this key, made for whoever asks first. */
    DataLoader<ParentKey, Found> level(LoaderKey key, Supplier<DataLoader<ParentKey, Found>> loader) {
        return levels.computeIfAbsent(key, ignored -> loader.get());
    }

    /**
     * What a field asks of its rows, worked out for the first of its parents.
     *
     * @param selected where the document selects the field, which is the same for parents of one type
     */
    Asked asked(String coordinate, List<Field> selected, Supplier<Asked> worked) {
        return asked.computeIfAbsent(new Use(coordinate, selected), ignored -> worked.get());
    }

    @Override
    public void dispatchAll() {
        List.copyOf(levels.values()).forEach(DataLoader::dispatchWithCounts);
        java.dispatchAll();
    }

    @Override
    public <K, V> @Nullable DataLoader<K, V> getDataLoader(String key) {
        return java.getDataLoader(key);
    }

    @Override
    public Set<String> getKeys() {
        return java.getKeys();
    }

    @Override
    public void close() {
        if (java instanceof ScheduledDataLoaderRegistry scheduled) {
            scheduled.close();
        }
    }
}
