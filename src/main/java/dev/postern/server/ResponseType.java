package dev.postern.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The media type of a response.
 *
 * @param type as it is compared
 * @param header as it is sent
 */
record ResponseType(MediaType type, HttpField header) {

    static final ResponseType JSON = named("application/json");
    static final ResponseType GRAPHQL = named("application/graphql-response+json");

    private static ResponseType named(String name) {
        return new ResponseType(MediaType.parseMediaType(name), new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, name));
    }

    /**
     * What the client accepts: the GraphQL type where it is named, otherwise JSON.
     *
     * @throws RequestFault when it accepts neither
     */
    static ResponseType of(HttpFields headers) {
        var accept = headers.get(HttpHeader.ACCEPT);
        if (accept == null || accept.equals("application/json") || accept.equals("*/*")) {
            return JSON;
        }
        for (var type : accepted(headers.getValuesList(HttpHeader.ACCEPT))) {
            if (type.isCompatibleWith(JSON.type)) {
                return JSON;
            }
            if (type.isCompatibleWith(GRAPHQL.type)) {
                return GRAPHQL;
            }
        }
        throw new RequestFault(
                HttpStatus.NOT_ACCEPTABLE,
                "Nothing that the request accepts is served:"
                        + " application/graphql-response+json or application/json is expected.");
    }

    private static List<MediaType> accepted(List<String> values) {
        try {
            var types = new ArrayList<>(MediaType.parseMediaTypes(values));
            types.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
            return types;
        } catch (InvalidMediaTypeException broken) {
            throw new RequestFault(HttpStatus.NOT_ACCEPTABLE, "The Accept header cannot be read.");
        }
    }
}
