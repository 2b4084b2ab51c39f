package dev.postern.schema;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The JSON forms of numbers that JavaScript cannot hold.
 *
 * @param longForm how a {@code Long} is written; {@code string} (the default) or {@code number}
 * @param decimalForm how a {@code Decimal} is written; {@code string} (the default) or {@code number}
 */
@ConfigurationProperties(prefix = "postern.scalars")
public record ScalarProperties(
        @Name("long") @DefaultValue("string") NumberForm longForm,
        @Name("decimal") @DefaultValue("string") NumberForm decimalForm) {

    /** A number in JSON, or a string of its digits. */
    public enum NumberForm {
        STRING,
        NUMBER
    }
}
