package dev.postern.schema;

import java.util.Locale;

/**
 * The locale under which graphql-java finds our wording of its messages, in {@code i18n/*_en__postern.properties}.
 *
 * <p>Its own wording prints syntax trees and class names.
 */
public final class MessageLocale {

    public static final Locale OURS = Locale.of("en", "", "postern");

    private MessageLocale() {}
}
