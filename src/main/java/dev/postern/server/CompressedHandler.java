package dev.postern.server;

import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.springframework.util.unit.DataSize;

/** Jetty's compression, as it suits answers that are made anew each time. */
public final class CompressedHandler {

    /** The level above costs twice the time for a tenth of the bytes. */
    private static final int LEVEL = 1;

    private CompressedHandler() {}

    /**
     * A handler whose answers are compressed for clients that accept it; request bodies are left as they are, because a small
     * one may become a very large one.
     *
     * @param from the least size of an answer that is; 0 for none
     */
    public static Handler of(Handler handler, DataSize from) {
        if (from.toBytes() == 0) {
            return handler;
        }
        var encoder = new GzipEncoderConfig();
        encoder.setCompressionLevel(LEVEL);
        var gzip = new GzipCompression();
        gzip.setMinCompressSize(Math.toIntExact(from.toBytes()));
        gzip.setDefaultEncoderConfig(encoder);
        var compressed = new CompressionHandler(handler);
        compressed.putCompression(gzip);
        compressed.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .compressIncludeMethod("GET")
                        .compressIncludeMethod("POST")
                        .compressIncludeMimeType(ResponseType.JSON.type().toString())
                        .compressIncludeMimeType(ResponseType.GRAPHQL.type().toString())
                        .compressIncludeMimeType("text/html")
                        .compressIncludeMimeType("text/css")
                        .compressIncludeMimeType("text/javascript")
                        .decompressExcludePath("/*")
                        .build());
        return compressed;
    }
}
