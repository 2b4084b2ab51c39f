package dev.postern.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that is served: reached, migrated, and a pool of connections to it.
 *
 * <p>Safe for use by several threads.
 */
public final class Database implements AutoCloseable {

    private final @Nullable EmbeddedServer embedded;
    private final HikariDataSource pool;
    private final ConnectionTurns turns;
    private final String description;
    private final DatabaseUrl owner;
    private final PGSimpleDataSource plain;
    private volatile int migrations;
    private volatile MigrationFiles migrated;

    private Database(
            @Nullable EmbeddedServer embedded,
            HikariDataSource pool,
            ConnectionTurns turns,
            String description,
            DatabaseUrl owner,
            PGSimpleDataSource plain,
            int migrations,
            MigrationFiles migrated) {
        this.embedded = embedded;
        this.pool = pool;
        this.turns = turns;
        this.description = description;
        this.owner = owner;
        this.plain = plain;
        this.migrations = migrations;
        this.migrated = migrated;
    }

    /**
     * The database of a project.
     *
     * @param migrate whether {@code migrations/} runs
     * @throws DatabaseException when it cannot be reached or migrated
     */
    public static Database open(
            Path project, DatabaseProperties properties, MigrationProperties migration, boolean migrate) {
        return open(project, properties, migration, StatementLimits.none(), migrate);
    }

    /**
     * The same, with limits for what runs on its connections.
     *
     * @throws DatabaseException when it cannot be reached or migrated
     */
    public static Database open(
            Path project,
            DatabaseProperties properties,
            MigrationProperties migration,
            StatementLimits limits,
            boolean migrate) {
        requireUrl(properties, migration);
        var embedded = properties.url() == null ? EmbeddedServer.start(project) : null;
        try {
            var url = url(properties, embedded);
            var version = ServerWait.version(url, properties.startWait());
            var owner = owner(migration, url);
            var files = MigrationFiles.of(project);
            var migrations = migrate ? Migrations.run(project, owner) : 0;
            var where = embedded == null ? "at " + url : "embedded in " + EmbeddedServer.FOLDER + "/";
            var description = "PostgreSQL " + version + " " + where;
            var pool = pool(url, properties, limits);
            var turns = new ConnectionTurns(pool, properties.borrowWait());
            var plain = PlainConnections.listening(url, properties);
            return new Database(embedded, pool, turns, description, owner, plain, migrations, files);
        } catch (RuntimeException failure) {
            if (embedded != null) {
                embedded.close();
            }
            throw failure;
        }
    }

    /** Credentials and migrations for a server that is not named would serve another one in silence. */
    private static void requireUrl(DatabaseProperties database, MigrationProperties migration) {
        var credentials = database.user() != null || database.password() != null || database.passwordFile() != null;
        var migrations = migration.url() != null
                || migration.user() != null
                || migration.password() != null
                || migration.passwordFile() != null;
        if (database.url() == null && (credentials || migrations)) {
            throw new DatabaseException((credentials ? "postern.database" : "postern.migration")
                    + " says who connects, and postern.database.url does not say where. Set it, or remove the other for the"
                    + " embedded server.");
        }
    }

    private static DatabaseUrl url(DatabaseProperties properties, @Nullable EmbeddedServer embedded) {
        if (embedded != null) {
            return embedded.url();
        }
        var credentials =
                Credentials.of("postern.database", properties.user(), properties.password(), properties.passwordFile());
        return DatabaseUrl.parse("postern.database.url", String.valueOf(properties.url()))
                .with(credentials);
    }

    private static DatabaseUrl owner(MigrationProperties migration, DatabaseUrl served) {
        var url = migration.url() == null ? served : DatabaseUrl.parse("postern.migration.url", migration.url());
        return url.with(
                Credentials.of("postern.migration", migration.user(), migration.password(), migration.passwordFile()));
    }

    private static HikariDataSource pool(DatabaseUrl url, DatabaseProperties properties, StatementLimits limits) {
        var config = new HikariConfig();
        config.setPoolName("postern");
        config.setJdbcUrl(url.jdbc());
        config.setDataSourceProperties(SessionSettings.of(url, properties));
        config.setConnectionInitSql(SessionSettings.sql(limits));
        config.setMaximumPoolSize(properties.poolSize());
        config.setConnectionTimeout(properties.borrowWait().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setValidationTimeout(Math.min(1000, properties.borrowWait().toMillis()));
        return new HikariDataSource(config);
    }

    /**
     * A connection from the pool, in the order in which it is asked for.
     *
     * @throws SQLException when none is free within {@code postern.database.borrow-wait}
     */
    public TakenConnection take() throws SQLException {
        return turns.take();
    }

    /**
     * A connection from the pool out of turn, for the check; given back by closing it.
     *
     * @throws SQLException when none is free within {@code postern.database.borrow-wait}
     */
    public Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    /**
     * A connection of the caller's own, outside of the pool, that notifications can come to for as long as it is open.
     *
     * @throws SQLException when the database cannot be reached
     */
    public Connection listening() throws SQLException {
        return plain.getConnection();
    }

    /**
     * Several connections at once, without waiting.
     *
     * @return as many as were asked for; none when not that many are idle
     */
    public List<TakenConnection> takeIdle(int count) throws SQLException {
        return turns.takeIdle(count);
    }

    /**
     * Runs what is new in {@code migrations/}; without asking the database when no file there has changed since it last ran.
     *
     * @throws DatabaseException with Flyway's account of the one that failed
     */
    public void migrate(Path project) {
        var files = MigrationFiles.of(project);
        if (!files.equals(migrated)) {
            migrations = Migrations.run(project, owner);
            migrated = files;
        }
    }

    /** {@code PostgreSQL 18.6 embedded in .postern/}. */
    public String description() {
        return description;
    }

    /** Whether it is a server of our own, which only its project uses. */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /** How many migrations the database has. */
    public int migrationCount() {
        return migrations;
    }

    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
