package dev.postern.schema;

import dev.postern.finding.Place;
import graphql.language.Node;
import graphql.language.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Where the parts of an SDL stand. */
public final class SourcePlace {

    private SourcePlace() {}

    /** The line of a definition, or the folder for one that was made and for null. */
    public static Place of(@Nullable Node<?> definition) {
        var location = definition == null ? null : definition.getSourceLocation();
        return location == null ? new Place(SchemaLoader.FOLDER + "/", 0) : of(location);
    }

    static Place of(SourceLocation location) {
        return new Place(String.valueOf(location.getSourceName()), Math.max(0, location.getLine()));
    }
}
