package dev.postern.console;

import dev.postern.execution.Explanations;
import dev.postern.server.TraceAccess;
import dev.postern.statement.Explanation;
import dev.postern.statement.StatementException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How Postgres runs a statement that a trace told of: {@code {"name": "…"}} by POST.
 *
 * <p>No text of the client's reaches Postgres. A page of another site cannot ask: a browser lets it send JSON only where the
 * server agrees, which this one does not.
 */
public final class ExplainEndpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Supplier<TraceAccess> access;
    private final Supplier<Explanations> explanations;

    public ExplainEndpoint(Supplier<TraceAccess> access, Supplier<Explanations> explanations) {
        this.access = access;
        this.explanations = explanations;
    }

    /** The plan as Postgres writes it; 400 for what names none, 403 for who may not see SQL, 404 for what is no longer remembered. */
    public ServerResponse explain(ServerRequest request) throws ServletException, IOException {
        if (!access.get().allows(name -> request.headers().header(name))) {
            return refused(HttpStatus.FORBIDDEN, "Who asks may not see SQL here.");
        }
        if (!request.headers()
                .contentType()
                .map(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                .orElse(false)) {
            return refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "application/json is expected.");
        }
        var name = name(request.body(String.class));
        if (name == null) {
            return refused(HttpStatus.BAD_REQUEST, "An object with the name of a run is expected.");
        }
        try {
            return explanations
                    .get()
                    .explain(name)
                    .map(ExplainEndpoint::answer)
                    .orElseGet(() -> refused(
                            HttpStatus.NOT_FOUND, "This run is no longer remembered: run the operation again."));
        } catch (StatementException refused) {
            return refused(HttpStatus.BAD_REQUEST, refused.refusal().message());
        }
    }

    private static @Nullable String name(String body) {
        try {
            return JSON.readTree(body).path("name").stringValue(null);
        } catch (JacksonException broken) {
            return null;
        }
    }

    private static ServerResponse answer(Explanation explanation) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(Map.of("ran", explanation.ran(), "plan", JSON.readTree(explanation.json())));
    }

    private static ServerResponse refused(HttpStatus status, String message) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("message", message));
    }
}
