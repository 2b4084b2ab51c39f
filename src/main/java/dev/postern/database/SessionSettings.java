package dev.postern.database;

import java.util.Properties;

/** What is the same on every connection: text forms, and who may write. */
final class SessionSettings {

    /** One round trip for each new connection; mutations begin {@code read write}, everything else cannot. */
    static final String SQL = "set default_transaction_read_only = on; set timezone = 'UTC';"
            + " set datestyle = 'ISO'; set intervalstyle = 'postgres'; set bytea_output = 'hex'";

    private SessionSettings() {}

    /** What a new connection runs first. Whoever gave the role, or the database, a shorter time than ours is heard. */
    static String sql(StatementLimits limits) {
        var most = limits.statementTime().toMillis();
        return most == 0 ? SQL : SQL + """
                ; select set_config(name, least(%1$d, coalesce(nullif(setting::bigint, 0), %1$d))::text, false)
                from pg_settings where name = 'statement_timeout'""".formatted(most);
    }

    /** The driver's properties. Rows come as text, which JSON mostly takes as it is; no URL may change that. */
    static Properties of(DatabaseUrl url, DatabaseProperties database) {
        var properties = new Properties();
        properties.setProperty("prepareThreshold", "1");
        // Postgres's details are rows; who wants them in the log says so in the URL
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "postern");
        properties.setProperty(
                "connectTimeout",
                String.valueOf(Math.max(1, database.connectTimeout().toSeconds())));
        properties.putAll(url.properties());
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("preferQueryMode", "extended");
        return properties;
    }
}
