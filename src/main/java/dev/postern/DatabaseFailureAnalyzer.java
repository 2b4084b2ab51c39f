package dev.postern;

import dev.postern.database.DatabaseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database that cannot be served, without a stack trace. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, DatabaseException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "README.md lists the settings; .env.example shows them.", cause);
    }
}
