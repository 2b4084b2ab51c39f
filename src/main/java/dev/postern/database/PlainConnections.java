package dev.postern.database;

import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections without a pool, for whoever needs one or two. */
final class PlainConnections {

    /** The driver's settings of a connection that is open for long and mostly silent: a server that does not answer is gone. */
    static final Map<String, String> LISTENING = Map.of("ApplicationName", "postern listening", "socketTimeout", "15");

    private PlainConnections() {}

    /** The driver's own data source for a place. */
    static PGSimpleDataSource to(DatabaseUrl url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url.jdbc());
        source.setLogServerErrorDetail(false);
        for (var name : url.properties().stringPropertyNames()) {
            set(source, name, url.properties().getProperty(name));
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
}
