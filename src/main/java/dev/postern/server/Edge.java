package dev.postern.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What every request passes before it is looked at: how it may be written, how long it may take to come, what answers carry. */
public final class Edge {

    /**
     * Connections that wait to be accepted. All subscribers of a gateway that went come at once, and whoever finds the system's 50 taken
     * waits for a second or three before it tries again.
     */
    private static final int ACCEPT_QUEUE = 4_096;

    private Edge() {}

    /**
     * Holds the server's connections to the limits.
     *
     * @param watch over those whose requests do not come
     */
    public static void bound(Server server, RequestLimits limits, ConnectionWatch watch) {
        server.setErrorHandler(new ShortErrors());
        server.addBean(new NetworkConnectionLimit(limits.connections(), server.getConnectors()));
        for (var connector : server.getConnectors()) {
            connector.getConnectionFactories().stream()
                    .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(factory -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
                    .forEach(configuration -> strict(configuration, limits));
            accept(connector, limits.idleTime());
            connector.addBean(watch, false);
        }
    }

    private static void strict(HttpConfiguration configuration, RequestLimits limits) {
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setRequestHeaderSize(Math.toIntExact(limits.headerSize().toBytes()));
        configuration.setSendServerVersion(false);
    }

    private static void accept(Connector connector, Duration idleTime) {
        if (connector instanceof ServerConnector network) {
            network.setIdleTimeout(idleTime.toMillis());
            network.setAcceptQueueSize(ACCEPT_QUEUE);
        }
    }

    /**
     * The pages for people.
     *
     * @param paths of the pages themselves, which have a policy of their own
     * @param files the folders of what they load
     * @param isServed whether any of it is there
     */
    public record Pages(List<String> paths, List<String> files, boolean isServed) {

        public Pages {
            paths = List.copyOf(paths);
            files = List.copyOf(files);
        }

        boolean have(String asked) {
            return isServed && paths.contains(asked);
        }

        boolean hide(String asked) {
            return !isServed
                    && Stream.concat(paths.stream(), files.stream()).anyMatch(part -> isAtOrBelow(asked, part));
        }

        private static boolean isAtOrBelow(String asked, String path) {
            return asked.equals(path) || asked.startsWith(path + "/");
        }
    }

    /**
     * A handler with what browsers are told.
     *
     * @param keyHeader in which API keys are sent
     */
    public static Handler guarded(
            Handler next, HttpProperties http, CorsProperties cors, String keyHeader, Pages pages) {
        return new SafeHeaders(new CrossOrigin(next, cors, keyHeader), http.hsts(), pages);
    }
}
