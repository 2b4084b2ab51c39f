package dev.postern;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A process that ends before the JIT's second compiler has earned what it costs, and so does without it.
 *
 * <p>For the check of the demo that compiler took half of the processor time. {@code -XX:TieredStopAtLevel=1} would say
 * the same, but a jar cannot say it; a running JVM takes the same order by its diagnostic command {@code
 * Compiler.directives_add}.
 */
final class ShortRun {

    private static final String DIRECTIVES = "[{ match: [\"*.*\"], c2: { Exclude: true } }]";

    private ShortRun() {}

    /** The order, given by a thread of its own because making an MBean server takes a while. */
    static void begin() {
        if (isTold()) {
            return;
        }
        Thread.ofPlatform().daemon().name("short-run").start(ShortRun::direct);
    }

    /** Whether the command line says it already. */
    private static boolean isTold() {
        return ProcessHandle.current().info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(argument -> argument.startsWith("-XX:TieredStopAtLevel="));
    }

    /** A JVM that does not know the command compiles as it does. */
    private static void direct() {
        try {
            var file = Files.createTempFile("postern-compiler", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {new String[] {file.toString()}},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException ignored) {
            // Slower, and nothing else.
        }
    }
}
