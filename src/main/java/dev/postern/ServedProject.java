package dev.postern;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What is served at the moment, in one reference that is swapped as a whole; safe for use by several threads.
 *
 * <p>An operation that has begun ends with what it began with.
 */
final class ServedProject implements AutoCloseable {

    private final ConfigurableApplicationContext parent;
    private final AtomicReference<Served> current;

    /**
     * @param parent what outlives a swap
     * @throws dev.postern.finding.ProjectException somewhere among the causes, when the project cannot be served
     */
    ServedProject(ConfigurableApplicationContext parent) {
        this.parent = parent;
        try (var reading =
                ProjectReading.begin(parent.getBean(ProjectProperties.class).folder())) {
            this.current = new AtomicReference<>(make(reading, () -> {}));
        }
    }

    Served current() {
        return current.get();
    }

    /**
     * Serves the project that is being read; the one before it goes on when that cannot be.
     *
     * @param migrations what its database needs
     * @throws dev.postern.finding.ProjectException somewhere among the causes, when the project cannot be served
     */
    void renew(ProjectReading reading, Begun<?> migrations) {
        current.getAndSet(make(reading, migrations::await)).close();
    }

    /** What beans there are is found out while migrations run; none of them is made before. */
    private Served make(ProjectReading reading, Runnable migrations) {
        var context = new AnnotationConfigApplicationContext();
        context.setParent(parent);
        context.register(ServedWiring.class);
        context.registerBean(ProjectReading.class, () -> reading);
        context.addBeanFactoryPostProcessor(ignored -> migrations.run());
        try {
            context.refresh();
            return new Served(context);
        } catch (RuntimeException unsound) {
            context.close();
            throw unsound;
        }
    }

    @Override
    public void close() {
        current().close();
    }
}
