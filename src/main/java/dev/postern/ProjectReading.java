package dev.postern;

import dev.postern.fetching.JavaFields;
import dev.postern.schema.LoadedSchema;
import dev.postern.schema.SchemaLoader;
import dev.postern.statement.LoadedStatements;
import dev.postern.statement.StatementLoader;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A folder's SDL and mappers, read side by side before it has to be known what Java answers. */
final class ProjectReading implements AutoCloseable {

    private final CompletableFuture<JavaFields> java = new CompletableFuture<>();
    private final Begun<LoadedSchema> schema;
    private final Begun<LoadedStatements> mappers;

    private ProjectReading(Path folder) {
        this.schema = Begun.of(
                "schema", () -> SchemaLoader.load(folder, () -> java.join().scalars()));
        this.mappers = Begun.of("mappers", () -> StatementLoader.load(folder));
    }

    static ProjectReading begin(Path folder) {
        return new ProjectReading(folder);
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
        return Project.of(schema.await(), mappers.await(), answering);
    }
}
