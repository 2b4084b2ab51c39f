package dev.postern;

import dev.postern.command.SchemaCommand;
import dev.postern.command.SchemaOptions;
import dev.postern.finding.ProjectException;
import dev.postern.schema.SchemaLoader;
import java.io.IOException;
import java.io.PrintStream;

/** The command {@code schema} as a process: settings as for a start, no server and no database. */
final class SchemaProcess {

    private SchemaProcess() {}

    /** The exit code. */
    static int run(SchemaOptions options, PrintStream out, PrintStream errors) {
        try {
            var environment = CheckSettings.environment(options.settings());
            var folder = CheckSettings.read(environment).folder();
            var loaded = CheckProcess.withJava(environment, java -> SchemaLoader.load(folder, java::scalars));
            return SchemaCommand.run(options, loaded, out, errors);
        } catch (ProjectException unsound) {
            errors.println(unsound.getMessage());
            return SchemaCommand.FAILED;
        } catch (IOException failure) {
            errors.println("postern: " + failure.getMessage());
            return SchemaCommand.FAILED;
        } catch (RuntimeException failure) {
            errors.println("postern: " + CheckProcess.cause(failure));
            return SchemaCommand.FAILED;
        }
    }
}
