package dev.intarsia.service.http;

import io.javalin.config.JavalinConfig;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Sets a Javalin server up so that no client is at another one's expense. */
public final class GuardedServer {
    /** Beside one thread for each connection at most, so that connections never take all of them. */
    private static final int THREADS_BESIDE_CONNECTIONS = 32;

    private static final int KEPT_THREADS = 8;
    /** Bodies of the largest size that may be incomplete at once. */
    private static final int LARGEST_BODIES = 32;

    private GuardedServer() {}

    /**
     * @param format how the service tells what is wrong with a request that reaches no route
     */
    public static void configure(JavalinConfig config, HttpBounds bounds, Refusal.Format format) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.http.maxRequestSize = bounds.maxBodyBytes();
        config.jetty.threadPool =
                new QueuedThreadPool(bounds.connections().total() + THREADS_BESIDE_CONNECTIONS, KEPT_THREADS);
        config.jetty.modifyHttpConfiguration(GuardedServer::configure);
        RefusalWriter refusals = new RefusalWriter(format);
        config.jetty.modifyServer(server -> server.setErrorHandler(refusals));
        config.jetty.modifyServletContextHandler(context -> {
            context.getServletHandler().setDecodeAmbiguousURIs(true);
            context.setErrorHandler(refusals);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, bounds, refusals));
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        // A user's or model's name may hold a slash or a percent sign; it stands in the path percent-encoded.
        http.setUriCompliance(UriCompliance.from(
                "DEFAULT,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING,SUSPICIOUS_PATH_CHARACTERS"));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, HttpBounds bounds, RefusalWriter refusals) {
        ServerConnector connector = new GuardedConnector(server, http, bounds);
        ConnectionGuard guard = new ConnectionGuard(
                bounds.connections(), connector.getScheduler(), (long) LARGEST_BODIES * bounds.maxBodyBytes());
        connector.addBean(guard);
        WholeBodies bodies = new WholeBodies(bounds.maxBodyBytes(), guard, refusals);
        HeadAsGet heads = new HeadAsGet();
        bodies.setHandler(server.getHandler());
        heads.setHandler(bodies);
        server.setHandler(new PacedRequests(
                bounds.allowedOrigins().isEmpty() ? heads : crossOrigin(bounds.allowedOrigins(), heads)));
        return connector;
    }

    private static CrossOriginHandler crossOrigin(Set<String> origins, HeadAsGet next) {
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(origins.stream()
                .map(origin -> origin.equals("*") ? origin : Pattern.quote(origin))
                .collect(Collectors.toSet()));
        handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        // The star stands for every header but this one.
        handler.setAllowedHeaders(Set.of("*", "Authorization"));
        handler.setExposedHeaders(Set.of("x-intarsia-adapter", "Retry-After", "x-should-retry"));
        handler.setHandler(next);
        return handler;
    }
}
