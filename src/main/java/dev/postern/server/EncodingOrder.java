package dev.postern.server;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.http.QuotedQualityCSV.QualityValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The encodings that a client accepts, best first: by their weights, and brotli before gzip where these are equal.
 *
 * <p>Jetty takes equal ones in the order in which they were sent; were it given an order, it would not look at weights. A
 * {@code *} is an encoding that it has, even one that the client refuses by name. Source:
 * https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.3
 */
final class EncodingOrder extends Handler.Wrapper {

    private static final List<String> OURS = List.of("br", "gzip");

    EncodingOrder(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var sent = request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING);
        return super.handle(sent.isEmpty() ? request : new Ordered(request, ordered(sent)), response, callback);
    }

    private static String ordered(List<String> sent) {
        var accepted = new QuotedQualityCSV();
        accepted.addValue(String.join(",", sent));
        var values = accepted.getQualityValues();
        return OURS.stream()
                .filter(encoding -> weight(values, encoding) > 0)
                .sorted(Comparator.comparingDouble(encoding -> -weight(values, encoding)))
                .collect(Collectors.joining(","));
    }

    private static double weight(List<QualityValue> values, String encoding) {
        var any = 0.0;
        for (var value : values) {
            if (value.getValue().equalsIgnoreCase(encoding)) {
                return value.getWeight();
            }
            any = value.getValue().equals("*") ? value.getWeight() : any;
        }
        return any;
    }

    private static final class Ordered extends Request.Wrapper {

        private final HttpFields headers;

        Ordered(Request request, String encodings) {
            super(request);
            headers = HttpFields.build(request.getHeaders())
                    .put(HttpHeader.ACCEPT_ENCODING, encodings)
                    .asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
