package dev.postern;

import dev.postern.schema.Federation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of what strangers learn of the schema; the profile {@code production} switches all of it off.
 *
 * @param introspection whether {@code __schema} and {@code __type} are answered; default true
 * @param suggestions whether messages name what the client did not write, such as types and required arguments; default
 *     true
 * @param graphiql whether the page is served; default true
 */
@ConfigurationProperties("postern")
record DisclosureProperties(
        @DefaultValue("true") boolean introspection,
        @DefaultValue("true") boolean suggestions,
        @DefaultValue("true") boolean graphiql) {

    /** The fields of a query's root that are not answered. */
    Set<String> hidden(Federation federation, boolean tellsSdl) {
        var hidden = new TreeSet<String>();
        if (!introspection) {
            hidden.addAll(Set.of("__schema", "__type"));
        }
        if (federation.on() && !tellsSdl) {
            hidden.add("_service");
        }
        return hidden;
    }

    /** The settings by which something is told. */
    List<String> open() {
        var open = new ArrayList<String>();
        if (introspection) {
            open.add("postern.introspection");
        }
        if (suggestions) {
            open.add("postern.suggestions");
        }
        if (graphiql) {
            open.add("postern.graphiql");
        }
        return open;
    }
}
