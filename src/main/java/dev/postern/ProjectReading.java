package dev.postern;

import dev.postern.fetching.JavaFields;
import dev.postern.schema.LoadedSchema;
import dev.postern.schema.SchemaLoader;
import dev.postern.statement.LoadedStatements;
import dev.postern.statement.StatementLoader;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A folder's SDL and mappers, read side by side before it has to be known what Java answers. */
final class ProjectReading implements AutoCloseable {

    private final CompletableFuture<JavaFields> java = new CompletableFuture<>();
    private final CompletableFuture<LoadedSchema> schema;
    private final CompletableFuture<LoadedStatements> mappers;

    private ProjectReading(Path folder) {
        this.schema = begun(
                "schema", () -> SchemaLoader.load(folder, () -> java.join().scalars()));
        this.mappers = begun("mappers", () -> StatementLoader.load(folder));
    }

    static ProjectReading begin(Path folder) {
        return new ProjectReading(folder);
    }

    private static <T> CompletableFuture<T> begun(String name, Supplier<T> reading) {
        return CompletableFuture.supplyAsync(
                reading, task -> Thread.ofPlatform().daemon().name(name).start(task));
    }

    /** Ends a reading that nobody asks for its project any more. */
    @Override
    public void close() {
        java.cancel(false);
    }

    /**
     * What was read.
     *
     * @throws dev.postern.finding.ProjectException with every fault that stops it
     */
    Project project(JavaFields answering) {
        java.complete(answering);
        return Project.of(ended(schema), ended(mappers), answering);
    }

    private static <T> T ended(CompletableFuture<T> reading) {
        try {
            return reading.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }
}
