package dev.postern.database;

import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections without a pool, for whoever needs one or two. */
final class PlainConnections {

    private static final int ANSWER_SECONDS = 15;

    private PlainConnections() {}

    /** The driver's own data source for a place. */
    static PGSimpleDataSource to(DatabaseUrl url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url.jdbc());
        for (var name : url.properties().stringPropertyNames()) {
            set(source, name, url.properties().getProperty(name));
        }
        return source;
    }

    /** The same for a connection that is open for long and mostly silent: whoever does not answer for a while is gone. */
    static PGSimpleDataSource listening(DatabaseUrl url, DatabaseProperties properties) {
        var source = to(url);
        source.setApplicationName("postern listening");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(
                Math.toIntExact(Math.max(1, properties.connectTimeout().toSeconds())));
        source.setSocketTimeout(ANSWER_SECONDS);
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
