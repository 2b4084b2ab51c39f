package dev.postern.console;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** GraphiQL, from this process and no other host; the policy of the page holds the browser to that. */
public final class GraphiQlPage {

    /** Where it is served. */
    public static final String PATH = "/graphiql";

    /** Where what the page loads is served, besides what is below {@link #PATH}. */
    public static final List<String> FILES = List.of("/console", "/_static");

    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final ExampleOperations examples;
    private final @Nullable Supplier<ReloadState> reload;

    /**
     * @param examples what the tabs hold at first
     * @param reload what the page shows of changes to the project's files, null where none is looked for
     */
    public GraphiQlPage(ExampleOperations examples, @Nullable Supplier<ReloadState> reload) {
        this.examples = examples;
        this.reload = reload;
    }

    /** The page. */
    public ServerResponse page(ServerRequest request) {
        return html(new ClassPathResource("static/console/graphiql.html"));
    }

    /** A page of ours, under our policy. */
    static ServerResponse html(Resource page) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", POLICY)
                .body(page);
    }

    /** What became of the last change, for the page that asks again and again; 204 where none is looked for. */
    public ServerResponse reload(ServerRequest request) {
        return reload == null
                ? ServerResponse.noContent().build()
                : ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(reload.get());
    }

    /** The example operations as GraphiQL takes them. */
    public ServerResponse examples(ServerRequest request) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(examples.read());
    }
}
