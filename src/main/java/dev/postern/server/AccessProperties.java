package dev.postern.server;

import dev.postern.schema.AccessRules;
import dev.postern.schema.Federation;
import graphql.schema.GraphQLSchema;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of what is not for everybody.
 *
 * @param refuse what is refused where one field is: that {@code field} (the default), the {@code operation}, or
 *     {@code nothing}, for services behind a gateway that refuses by itself
 */
@ConfigurationProperties(prefix = "postern.access")
public record AccessProperties(@DefaultValue("field") Extent refuse) {

    /** How much is refused. */
    public enum Extent {
        FIELD,
        OPERATION,
        NOTHING
    }

    /** What fields of a schema ask of those who are answered them, as far as it counts here. */
    public AccessRules rules(GraphQLSchema schema, Federation federation) {
        return refuse == Extent.NOTHING ? AccessRules.NONE : AccessRules.of(schema, federation);
    }
}
