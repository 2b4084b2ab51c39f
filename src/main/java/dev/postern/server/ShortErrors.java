package dev.postern.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the server itself refuses, before it is a request: the status in words, and nothing of the server. */
final class ShortErrors extends ErrorHandler {

    private static final HttpField NO_SNIFFING = new HttpField("X-Content-Type-Options", "nosniff");

    private static ByteBuffer body(int status, HttpFields.Mutable headers) {
        headers.put(ResponseType.JSON.header());
        headers.put(NO_SNIFFING);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        var text = "{\"errors\":[{\"message\":\"" + HttpStatus.getMessage(status) + "\"}]}";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.write(true, body(code, response.getHeaders()), callback);
    }
}
