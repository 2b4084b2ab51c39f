package dev.postern.console;

import dev.postern.inspection.TableFacts;
import dev.postern.server.TraceAccess;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.util.RawValue;

/** The page that shows a schema as it is bound, for those who may see SQL. */
public final class MapPage {

    /** Where it is served. */
    public static final String PATH = "/graphiql/map";

    private final Supplier<TraceAccess> access;
    private final Supplier<String> bound;
    private final Supplier<List<TableFacts>> tables;

    /**
     * @param bound {@link SchemaMap#json} of what is served at the moment
     * @param tables those of the database at the moment
     */
    public MapPage(Supplier<TraceAccess> access, Supplier<String> bound, Supplier<List<TableFacts>> tables) {
        this.access = access;
        this.bound = bound;
        this.tables = tables;
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
                .body(Map.of("bound", new RawValue(bound.get()), "tables", tables.get()));
    }
}
