package dev.postern;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the project as a whole.
 *
 * @param project the folder with {@code schema/}, {@code sql-mappers/} and {@code migrations/}; default the working
 *     directory. Text, because Spring would look for a {@code Path} among a web application's resources.
 * @param migrate whether {@code migrations/} runs at start; default true
 * @param check what a fault does that the check against the database finds; default {@code error}, which stops the
 *     start
 * @param narrow whether a {@code select} is sent for the columns that were selected only; default true
 * @param dev whether changes of the project's files are served as they are made; default false
 */
@ConfigurationProperties("postern")
record ProjectProperties(
        @DefaultValue(".") String project,
        @DefaultValue("true") boolean migrate,
        @DefaultValue("error") Check check,
        @DefaultValue("true") boolean narrow,
        @DefaultValue("false") boolean dev) {

    /** What a finding of the check does. */
    enum Check {
        /** It stops the start. */
        ERROR,
        /** It is printed. */
        WARN,
        /** Nobody looks. */
        OFF
    }

    Path folder() {
        return Path.of(project);
    }
}
