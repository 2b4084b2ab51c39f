package dev.postern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.plan.CacheProperties;
import dev.postern.plan.OperationLimits;
import dev.postern.plan.Plans;
import dev.postern.server.AccessProperties;
import dev.postern.statement.StatementListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.graphql.execution.GraphQlSource;

/** The way in for tests of other packages: {@link Main} as it is, with one more listener. */
public final class TestApplication {

    /** Logback is one for the JVM, and Spring Boot configures it anew at each start, which two cannot do at once. */
    private static final ReentrantLock LOGGING = new ReentrantLock();

    /** The working directory has the demo's settings, which no other project is served with. */
    private static final String LOCATION = "--spring.config.location=";

    private TestApplication() {}

    /** A part of what was made of the project's files. */
    public static <T> T served(ServletWebServerApplicationContext context, Class<T> type) {
        return context.getBean(ServedProject.class).current().part(type);
    }

    public static ServletWebServerApplicationContext start(StatementListener listener, List<String> arguments) {
        var application = new SpringApplication(Main.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("recorder", StatementListener.class, () -> listener));
        application.addInitializers(context -> LOGGING.unlock());
        application.setRegisterShutdownHook(false);
        var all = new ArrayList<>(arguments);
        if (arguments.stream().noneMatch(argument -> argument.startsWith(LOCATION))) {
            all.add(LOCATION + "classpath:/");
        }
        LOGGING.lock();
        try {
            return (ServletWebServerApplicationContext) application.run(all.toArray(String[]::new));
        } finally {
            if (LOGGING.isHeldByCurrentThread()) {
                LOGGING.unlock();
            }
        }
    }

    /**
     * Every line that is logged meanwhile by anybody, with what was thrown; no gateway starts meanwhile.
     *
     * @param level of our loggers
     */
    public static String logged(Level level, Runnable task) {
        return events(level, task).stream()
                .map(line -> line.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(line.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The same as events, which keep of their threads what the log could name.
     *
     * @param task that starts no gateway
     */
    static List<ILoggingEvent> events(Level level, Runnable task) {
        var events = new KeptEvents();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("dev.postern");
        LOGGING.lock();
        var before = ours.getLevel();
        try {
            events.start();
            root.addAppender(events);
            ours.setLevel(level);
            task.run();
        } finally {
            root.detachAppender(events);
            ours.setLevel(before);
            LOGGING.unlock();
        }
        return List.copyOf(events.list);
    }

    /** Plans as the gateway makes them, apart from its own. */
    public static Plans plans(ServletWebServerApplicationContext context) {
        return new Plans(
                served(context, GraphQlSource.class).schema(),
                served(context, Project.class).bindings(),
                context.getBean(AccessProperties.class)
                        .rules(
                                served(context, GraphQlSource.class).schema(),
                                served(context, Project.class).federation()),
                context.getBean(OperationLimits.class),
                context.getBean(CacheProperties.class));
    }

    /** What an event does not keep of itself is gone with the thread that it came from. */
    private static final class KeptEvents extends ListAppender<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    }
}
