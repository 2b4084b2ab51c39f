package dev.postern.server;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import org.eclipse.jetty.compression.Compression;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Jetty's compression, as it suits answers that are made anew each time. */
public final class CompressedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CompressedHandler.class);

    /** The level above costs twice the time for a tenth of the bytes. */
    private static final int LEVEL = 1;

    private CompressedHandler() {}

    /**
     * A handler whose answers are compressed for clients that accept it, by brotli where the machine has it and by gzip;
     * request bodies are left as they are, because a small one may become a very large one.
     *
     * @param from the least size of an answer that is; 0 for none
     */
    public static Handler of(Handler handler, DataSize from) {
        if (from.toBytes() == 0) {
            return handler;
        }
        var compressed = new CompressionHandler(handler);
        compressed.putCompression(from(from, gzip()));
        if (Brotli4jLoader.isAvailable()) {
            compressed.putCompression(from(from, new Brotli()));
        } else {
            LOG.info(
                    "Answers are compressed by gzip only: {}",
                    Brotli4jLoader.getUnavailabilityCause().toString());
        }
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
        return new EncodingOrder(compressed);
    }

    private static Compression gzip() {
        var encoder = new GzipEncoderConfig();
        encoder.setCompressionLevel(LEVEL);
        var gzip = new GzipCompression();
        gzip.setDefaultEncoderConfig(encoder);
        return gzip;
    }

    private static Compression from(DataSize least, Compression compression) {
        compression.setMinCompressSize(Math.toIntExact(least.toBytes()));
        return compression;
    }
}
