package dev.postern;

import dev.postern.ProjectProperties.Check;
import dev.postern.database.DatabaseProperties;
import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.identity.Identification;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * The refusal to serve in production what is open, in the profile of that name.
 *
 * @param isOn whether the profile is there
 */
record Production(boolean isOn) {

    private static final String PROFILE = "production";
    private static final String SUPERUSER = "SQL-170";

    static Production of(Environment environment) {
        return new Production(environment.acceptsProfiles(Profiles.of(PROFILE)));
    }

    /**
     * Looks at the settings, before a database is touched.
     *
     * @throws SettingException with everything that is open
     */
    void check(ProjectProperties project, DatabaseProperties database, Identification identification) {
        var open = isOn ? open(project, database, identification) : List.<String>of();
        if (!open.isEmpty()) {
            throw new SettingException("In the profile 'production' this is not served:" + System.lineSeparator()
                    + String.join(System.lineSeparator(), open));
        }
    }

    private static List<String> open(
            ProjectProperties project, DatabaseProperties database, Identification identification) {
        var open = new ArrayList<String>();
        if (project.dev()) {
            open.add("- postern.dev is on, which serves what is not finished and accepts tokens that anybody can make."
                    + " Leave it out.");
        }
        if (database.url() == null) {
            open.add("- The embedded database may lose what it is told. Name another one by postern.database.url.");
        }
        if (identification.isOpenBySilence()) {
            open.add("- Nobody is asked who they are. docs/security.md says how to identify callers;"
                    + " postern.identity.anonymous=true says that this is meant.");
        }
        if (project.check() != Check.ERROR) {
            open.add("- postern.check is not error, so that what does not fit the database would be served. Leave it out.");
        }
        return open;
    }

    /** What was found of the database: that a superuser serves is an error here. */
    List<Finding> findings(List<Finding> found) {
        return isOn ? found.stream().map(Production::stricter).toList() : found;
    }

    private static Finding stricter(Finding found) {
        return found.code().equals(SUPERUSER)
                ? new Finding(
                        found.code(), Severity.ERROR, found.place(), found.coordinate(), found.fact(), found.cure())
                : found;
    }
}
