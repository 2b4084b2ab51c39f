package dev.postern.statement;

import dev.postern.database.Database;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of API keys by their hashes; safe for use by several threads. */
public final class ApiKeyTable {

    private final Database database;
    private final String sql;

    /**
     * @param name of the table, with its schema or without; it becomes part of the statement
     */
    public ApiKeyTable(Database database, String name) {
        this.database = database;
        this.sql = "/* API key */ select name, scopes::text[], claims::text from " + name
                + " where hash = ? and (expires_at is null or expires_at > now())";
    }

    /**
     * A key that is kept.
     *
     * @param claims a JSON object
     */
    public record KeptKey(String name, List<String> scopes, String claims) {}

    /**
     * The key with this hash that is not over.
     *
     * @throws StatementException when the table cannot be asked
     */
    public Optional<KeptKey> find(String hash) {
        try (var taken = database.take();
                var statement = taken.connection().prepareStatement(sql)) {
            statement.setString(1, hash);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new KeptKey(
                                row.getString(1),
                                Arrays.stream((Object[]) row.getArray(2).getArray())
                                        .map(String::valueOf)
                                        .toList(),
                                row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw Refusals.of("the API keys", failure);
        }
    }
}
