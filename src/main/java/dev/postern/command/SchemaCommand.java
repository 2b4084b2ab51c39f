package dev.postern.command;

import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.ProjectException;
import dev.postern.schema.LoadedSchema;
import dev.postern.schema.SchemaChanges;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code schema}: the project's SDL for others, or what of it would break those who know an earlier one. */
public final class SchemaCommand {

    /** Nothing breaks. */
    public static final int CLEAN = 0;

    /** Something breaks. */
    public static final int BREAKING = 1;

    /** The command could not run. */
    public static final int FAILED = 2;

    private SchemaCommand() {}

    /**
     * The exit code, once everything is printed.
     *
     * @throws ProjectException when the project's SDL has faults
     * @throws IOException when the earlier SDL cannot be read
     */
    public static int run(SchemaOptions options, LoadedSchema loaded, PrintStream out, PrintStream errors)
            throws IOException {
        if (loaded.schema() == null) {
            throw new ProjectException(loaded.findings());
        }
        if (options.federation() && !loaded.federation().on()) {
            errors.println("postern: The SDL does not use federation. Add @link to one of its files, as in"
                    + " docs/federation.md, or leave --federation away.");
            return FAILED;
        }
        var sdl = options.federation() ? loaded.federation().sdl() : loaded.clientSdl();
        var against = options.against();
        if (against == null) {
            out.print(sdl);
            out.flush();
            return CLEAN;
        }
        var found = SchemaChanges.since(Path.of(against), sdl);
        print(found, against, out);
        return options.allowBreaking() || breaking(found) == 0 ? CLEAN : BREAKING;
    }

    private static void print(List<Finding> found, String against, PrintStream out) {
        found.forEach(finding -> out.println(finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding));
        var breaking = breaking(found);
        var warnings = found.size() - breaking;
        out.println("compared with %s: %d breaking change%s, %d warning%s"
                .formatted(against, breaking, breaking == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s"));
        out.flush();
    }

    private static long breaking(List<Finding> found) {
        return found.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
    }
}
