package dev.postern.fetching;

import graphql.language.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.registries.ScheduledDataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One operation's DataLoaders: ours, each for one level, and those that Java brings.
 *
 * <p>Rows of one level may come while another thread dispatches that level or still asks for the rest of it, and then some
 * of the next level's keys are there already. So graphql-java dispatches loaders by level ({@link LevelDispatch}): by name,
 * those that the level's fields have asked for, once all of them have. It knows them because they get them from their
 * environment.
 */
final class LevelLoaders extends DataLoaderRegistry implements AutoCloseable {

    private final DataLoaderRegistry java;
    private final Map<LoaderKey, String> levels = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Map<Use, Asked> asked = new ConcurrentHashMap<>();

    private record Use(String coordinate, List<Field> selected) {}

    /** @param java DGS's registry, with the loaders of {@code @DgsDataLoader} */
    LevelLoaders(DataLoaderRegistry java) {
        this.java = java;
    }

    /** The name of the loader for this key, which is made for whoever asks first. */
    String named(LoaderKey key, Supplier<DataLoader<ParentKey, Found>> loader) {
        return levels.computeIfAbsent(key, ignored -> {
            var name = "%s at level %d, number %d".formatted(key.coordinate(), key.level(), made.incrementAndGet());
            register(name, loader.get());
            return name;
        });
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
    public <K, V> @Nullable DataLoader<K, V> getDataLoader(String key) {
        DataLoader<K, V> ours = super.getDataLoader(key);
        return ours == null ? java.getDataLoader(key) : ours;
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
