package dev.postern.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database that is served: reached, migrated, and a pool of connections to it.
 *
 * <p>Safe for use by several threads.
 */
public final class Database implements AutoCloseable {

    private final @Nullable EmbeddedServer embedded;
    private final HikariDataSource pool;
    private final ConnectionTurns turns;
    private final CredentialRotation rotation;
    private final String description;
    private final Supplier<DatabaseUrl> owner;
    private final Logins listening;
    private final int migrations;
    private volatile MigrationFiles migrated;

    private Database(
            @Nullable EmbeddedServer embedded,
            HikariDataSource pool,
            ConnectionTurns turns,
            CredentialRotation rotation,
            String description,
            Supplier<DatabaseUrl> owner,
            Logins listening,
            int migrations,
            MigrationFiles migrated) {
        this.embedded = embedded;
        this.pool = pool;
        this.turns = turns;
        this.rotation = rotation;
        this.description = description;
        this.owner = owner;
        this.listening = listening;
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
        return open(project, () -> properties, migration, StatementLimits.none(), migrate);
    }

    /**
     * The same, with limits for what runs on its connections.
     *
     * @param current the settings as they are now: user and password may become others at any time
     * @throws DatabaseException when it cannot be reached or migrated
     */
    public static Database open(
            Path project,
            Supplier<DatabaseProperties> current,
            MigrationProperties migration,
            StatementLimits limits,
            boolean migrate) {
        var properties = current.get();
        requireUrl(properties, migration);
        var embedded = properties.url() == null ? EmbeddedServer.start(project) : null;
        try {
            Supplier<DatabaseUrl> login = embedded == null ? () -> current.get().login() : embedded::url;
            var url = login.get();
            var version = ServerWait.version(url, properties.startWait());
            Supplier<DatabaseUrl> owner = embedded == null ? () -> owner(migration, login.get()) : embedded::owner;
            var files = MigrationFiles.of(project);
            var migrations = migrate ? Migrations.run(project, owner.get()) : 0;
            if (embedded != null) {
                EmbeddedRole.grant(owner.get());
            }
            var where = embedded == null ? "at " + url : "embedded in " + EmbeddedServer.FOLDER + "/";
            var description = "PostgreSQL " + version + " " + where;
            var logins = new Logins(login, url, properties);
            var pool = pool(logins, properties, limits);
            var turns = new ConnectionTurns(pool, properties.borrowWait());
            var rotation = new CredentialRotation(logins, pool, properties.credentialsCheck());
            var listening = new Logins(login, url, properties, PlainConnections.LISTENING);
            return new Database(embedded, pool, turns, rotation, description, owner, listening, migrations, files);
        } catch (RuntimeException failure) {
            if (embedded != null) {
                embedded.close();
            }
            throw failure;
        }
    }

    /** Credentials and migrations for a server that is not named would serve another one in silence. */
    private static void requireUrl(DatabaseProperties database, MigrationProperties migration) {
        var credentials = database.hasCredentials();
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

    private static DatabaseUrl owner(MigrationProperties migration, DatabaseUrl served) {
        var url = migration.url() == null ? served : DatabaseUrl.parse("postern.migration.url", migration.url());
        return url.with(Credentials.of(
                "postern.migration", migration.user(), null, migration.password(), migration.passwordFile()));
    }

    private static HikariDataSource pool(Logins logins, DatabaseProperties properties, StatementLimits limits) {
        var config = new HikariConfig();
        config.setPoolName("postern");
        config.setDataSource(logins);
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
        return listening.getConnection();
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
            Migrations.runPending(project, owner.get());
            if (embedded != null) {
                EmbeddedRole.grant(owner.get());
            }
            migrated = files;
        }
    }

    /** How many connections the pool has at the most. */
    public int poolSize() {
        return pool.getMaximumPoolSize();
    }

    /** {@code PostgreSQL 18.6 embedded in .postern/}. */
    public String description() {
        return description;
    }

    /** How many migrations the database had when it was opened. */
    public int migrationCount() {
        return migrations;
    }

    @Override
    public void close() {
        rotation.close();
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
