package dev.postern.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, from what people paste: a URI as {@code psql} takes it, or a JDBC URL.
 *
 * <p>Right: {@code postgresql://ann:s%20cret@db.example:5432/fleet?sslmode=require}. Wrong:
 * {@code mysql://db.example/fleet}. Source:
 * https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 *
 * @param place hosts and database, {@code db.example:5432/fleet}
 * @param user null when the URL has none
 * @param password null when the URL has none
 * @param options the driver's own, by the driver's names
 */
record DatabaseUrl(
        String place, @Nullable String user, @Nullable String password, Map<String, String> options) {

    private static final Pattern URI = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?]*)(?:/(?<name>[^?]*))?(?:\\?(?<query>.*))?");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");
    private static final Pattern HOSTS = Pattern.compile("(?:(?:[^:@,\\[]+|\\[[^]@]*])?(?::\\d*)?,?)*");

    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("sslmode", "sslmode");
        names.put("sslrootcert", "sslrootcert");
        names.put("sslcert", "sslcert");
        names.put("sslkey", "sslkey");
        names.put("sslpassword", "sslpassword");
        names.put("channel_binding", "channelBinding");
        names.put("gssencmode", "gssEncMode");
        names.put("application_name", "ApplicationName");
        names.put("connect_timeout", "connectTimeout");
        names.put("options", "options");
        names.put("target_session_attrs", "targetServerType");
        names.put("user", "user");
        names.put("password", "password");
        return names;
    }

    DatabaseUrl {
        options = Map.copyOf(options);
    }

    /**
     * The place behind a setting's text.
     *
     * @param setting its name, for messages
     * @throws DatabaseException for anything else than the two forms; the message never has the password
     */
    static DatabaseUrl parse(String setting, String text) {
        try {
            return parse(text);
        } catch (DatabaseException malformed) {
            throw new DatabaseException(setting + " " + malformed.getMessage());
        }
    }

    private static DatabaseUrl parse(String text) {
        var matcher = URI.matcher(text.strip());
        if (!matcher.matches()) {
            throw new DatabaseException("is no PostgreSQL URL: expected"
                    + " postgresql://user:password@host:5432/database, or jdbc:postgresql://host:5432/database.");
        }
        requirePlace(matcher.group("hosts"), matcher.group("name"));
        var jdbc = text.strip().startsWith("jdbc:");
        var options = options(matcher.group("query"), jdbc);
        var user = first(options.remove("user"), decoded(matcher.group("user")));
        var password = first(options.remove("password"), decoded(matcher.group("password")));
        var name = first(decoded(matcher.group("name")), first(user, "postgres"));
        var hosts = matcher.group("hosts").isEmpty() ? "localhost" : matcher.group("hosts");
        return new DatabaseUrl(hosts + "/" + encoded(name), user, password, options);
    }

    /** What is taken for a place may be the rest of a password that has a character of URLs in it. */
    private static void requirePlace(String hosts, @Nullable String name) {
        if (!HOSTS.matcher(hosts).matches() || (name != null && name.contains("@"))) {
            throw new DatabaseException("names no host behind its user and password: write '%40' for an '@' in them,"
                    + " '%2F' for a '/', '%3A' for a ':', and the port as a number.");
        }
    }

    private static @Nullable String first(@Nullable String value, @Nullable String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static @Nullable String decoded(@Nullable String text) {
        try {
            return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // its message has the password in it, so it is no cause either
            throw new DatabaseException(
                    "has a '%' that begins no percent-encoded character: write" + " '%25' for the character itself.");
        }
    }

    /** The driver decodes it once more. */
    private static String encoded(@Nullable String name) {
        return URLEncoder.encode(String.valueOf(name), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> options(@Nullable String query, boolean jdbc) {
        var options = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return options;
        }
        for (var pair : query.split("&", -1)) {
            var at = pair.indexOf('=');
            var name = at < 0 ? pair : pair.substring(0, at);
            options.put(driverName(name, jdbc), String.valueOf(decoded(at < 0 ? "" : pair.substring(at + 1))));
        }
        options.computeIfPresent("targetServerType", (name, value) -> serverType(value));
        return options;
    }

    private static String driverName(String name, boolean jdbc) {
        if (jdbc) {
            return name;
        }
        var known = NAMES.get(name);
        if (known == null) {
            // what looks like one may be the rest of a password
            throw new DatabaseException((WORD.matcher(name).matches()
                            ? "has the parameter '" + name + "'"
                            : "has a parameter that is none, or a '?' that should be '%3F'")
                    + ": expected one of "
                    + String.join(", ", new TreeSet<>(NAMES.keySet()))
                    + ". The driver's own parameters go with a JDBC URL.");
        }
        return known;
    }

    /** libpq says {@code read-write} where the driver says {@code primary}. */
    private static String serverType(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "read-write" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default -> value;
        };
    }

    /** The same place for whoever these credentials name. */
    DatabaseUrl with(Credentials credentials) {
        return new DatabaseUrl(
                place, first(credentials.user(), user), first(credentials.password(), password), options);
    }

    /** The driver's URL, without user and password. */
    String jdbc() {
        return "jdbc:postgresql://" + place;
    }

    /** User, password and options as the driver takes them. */
    Properties properties() {
        var properties = new Properties();
        options.forEach(properties::setProperty);
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** {@code host:5432/db as user}. */
    @Override
    public String toString() {
        return user == null ? place : place + " as " + user;
    }
}
