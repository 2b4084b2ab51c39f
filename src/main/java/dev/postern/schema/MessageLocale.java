package dev.postern.schema;

import java.util.Locale;

/**
 * The locale under which graphql-java finds our wording of its messages, in {@code i18n/*_en__postern.properties}.
 *
 * <p>Its own wording prints syntax trees and class names.
 */
public final class MessageLocale {

    public static final Locale OURS = Locale.of("en", "", "postern");

    /** The same where messages name nothing that the client did not write: its bundles override a few of the others'. */
    private static final Locale BRIEF = Locale.of("en", "", "postern_brief");

    private MessageLocale() {}

    /** @param suggests whether messages name what the client did not write */
    public static Locale of(boolean suggests) {
        return suggests ? OURS : BRIEF;
    }
}
