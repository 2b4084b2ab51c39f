package dev.postern.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked {@code check} for.
 *
 * @param format how the report is written
 * @param write whether {@code sql-mappers.lock} is written instead of compared
 * @param grants whether the privileges that serving needs are printed
 * @param migrationsOnlyTo the version of the last migration of a throw-away database, null for the default
 * @param against the URL of the database to check against, null for the default
 * @param operations a folder of documents to check too, null for none
 * @param settings flags that are not ours, for Spring
 */
public record CheckOptions(
        Format format,
        boolean write,
        boolean grants,
        @Nullable String migrationsOnlyTo,
        @Nullable String against,
        @Nullable String operations,
        List<String> settings) {

    public CheckOptions {
        settings = List.copyOf(settings);
    }

    /** How a report is written. */
    public enum Format {
        TEXT,
        JSON,
        GITHUB,
        SARIF
    }

    /**
     * The options behind these words.
     *
     * @throws OptionException for a value that is missing or is none
     */
    static CheckOptions parse(List<String> words) {
        var reading = new Reading(words);
        reading.read();
        if (reading.against != null && reading.migrationsOnlyTo != null) {
            throw new OptionException("--against and --migrations-only-to each name a database. Keep one of the two.");
        }
        return new CheckOptions(
                reading.format,
                reading.write,
                reading.grants,
                reading.migrationsOnlyTo,
                reading.against,
                reading.operations,
                reading.settings);
    }

    private static final class Reading {

        private final OptionWords words;
        private final List<String> settings = new ArrayList<>();
        private Format format = Format.TEXT;
        private boolean write;
        private boolean grants;
        private @Nullable String migrationsOnlyTo;
        private @Nullable String against;
        private @Nullable String operations;

        Reading(List<String> words) {
            this.words = new OptionWords("check", words);
        }

        void read() {
            while (words.hasNext()) {
                switch (words.name()) {
                    case "--write" -> write = true;
                    case "--grants" -> grants = true;
                    case "--format" -> format = format(words.value());
                    case "--migrations-only-to" -> migrationsOnlyTo = words.value();
                    case "--against" -> against = words.value();
                    case "--operations" -> operations = words.value();
                    default -> settings.add(words.setting());
                }
            }
        }

        private static Format format(String word) {
            for (var format : Format.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return format;
                }
            }
            throw new OptionException("--format is '" + word + "': expected text, json, github or sarif.");
        }
    }
}
