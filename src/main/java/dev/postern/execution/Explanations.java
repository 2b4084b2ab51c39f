package dev.postern.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.statement.Explanation;
import dev.postern.statement.SentStatement;
import dev.postern.statement.Sessions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How Postgres runs what it ran of late, asked afterwards and with the very same values.
 *
 * <p>Nobody hands in a text: what can be explained is what ran and was told of, under a name that cannot be guessed. It is
 * forgotten after a while. Safe for use by several threads.
 */
public final class Explanations {

    private static final Duration KEPT = Duration.ofMinutes(30);

    /** Characters of texts and values together. */
    private static final long MOST = 16_000_000;

    private final Sessions sessions;
    private final Cache<String, SentStatement> statements = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST)
            .<String, SentStatement>weigher((name, sent) -> sent.length())
            .build();

    public Explanations(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The name by which a statement can be explained for half an hour. */
    String remember(SentStatement sent) {
        var name = UUID.randomUUID().toString();
        statements.put(name, sent);
        return name;
    }

    /**
     * How Postgres runs the statement of this name, in a transaction that only reads and is rolled back.
     *
     * @return empty for a name that is not known, or no longer
     * @throws dev.postern.statement.StatementException when Postgres refuses it, or cannot be asked
     */
    public Optional<Explanation> explain(String name) {
        return Optional.ofNullable(statements.getIfPresent(name)).map(sessions::explain);
    }
}
