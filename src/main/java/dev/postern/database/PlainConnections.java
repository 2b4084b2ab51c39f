package dev.postern.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections without a pool, for whoever needs one or two. */
final class PlainConnections {

    /** The driver's settings of a connection that is open for long and mostly silent: a server that does not answer is gone. */
    static final Map<String, String> LISTENING = Map.of("ApplicationName", "postern listening", "socketTimeout", "15");

    private PlainConnections() {}

    /** The driver's own data source for a place. */
    static PGSimpleDataSource to(DatabaseUrl url) {
        var properties = url.properties();
        properties.putIfAbsent("logServerErrorDetail", "false");
        var source = new ShortUrlSource(url.jdbc(), properties);
        source.setUrl(url.jdbc());
        for (var name : properties.stringPropertyNames()) {
            set(source, name, properties.getProperty(name));
        }
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException unknown) {
            throw new DatabaseException(
                    "The driver does not take the URL's parameter '" + name + "': " + unknown.getMessage(), unknown);
        }
    }

    /**
     * The same data source, whose connections do not have each of its settings in their URL: Flyway looks for a password in that eight
     * times at a start, in a time that grows with the square of its length, which was a second.
     */
    private static final class ShortUrlSource extends PGSimpleDataSource {

        private final String jdbc;
        private final transient Properties properties;

        ShortUrlSource(String jdbc, Properties properties) {
            this.jdbc = jdbc;
            this.properties = properties;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return DriverManager.getConnection(jdbc, properties);
        }
    }
}
