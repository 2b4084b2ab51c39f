package dev.postern.console;

import dev.postern.server.TraceAccess;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The page that shows a schema as it is bound, for those who may see SQL. */
public final class MapPage {

    /** Where it is served. */
    public static final String PATH = "/graphiql/map";

    private final Supplier<TraceAccess> access;
    private final Supplier<SchemaMap> map;

    /** @param map of what is served at the moment */
    public MapPage(Supplier<TraceAccess> access, Supplier<SchemaMap> map) {
        this.access = access;
        this.map = map;
    }

    /** The page, which is the same for everybody and empty. */
    public ServerResponse page(ServerRequest request) {
        return GraphiQlPage.html(new ClassPathResource("static/console/map.html"));
    }

    /** What it shows, as JSON; 403 for who may not see SQL. */
    public ServerResponse data(ServerRequest request) {
        if (!access.get().allows(name -> request.headers().header(name))) {
            return ServerResponse.status(HttpStatus.FORBIDDEN)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("message", "Who asks may not see SQL here."));
        }
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(map.get().value());
    }
}
