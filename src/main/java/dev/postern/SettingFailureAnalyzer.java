package dev.postern;

import dev.postern.database.DatabaseException;
import dev.postern.identity.IdentityException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** A setting, or the database that it leads to, that cannot be served: without a stack trace. */
final class SettingFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isOfASetting(cause)) {
                return new FailureAnalysis(
                        String.valueOf(cause.getMessage()),
                        "README.md lists the settings; .env.example shows them.",
                        cause);
            }
        }
        return null;
    }

    private static boolean isOfASetting(Throwable cause) {
        return cause instanceof DatabaseException
                || cause instanceof SettingException
                || cause instanceof IdentityException
                || (cause instanceof IllegalArgumentException
                        && String.valueOf(cause.getMessage()).startsWith("postern."));
    }
}
