package dev.postern.statement;

import dev.postern.finding.Finding;
import java.util.List;

/**
 * What came of reading a project's mapper files.
 *
 * @param catalogue the statements that could be read
 * @param findings the faults of those that could not
 */
public record LoadedStatements(StatementCatalogue catalogue, List<Finding> findings) {

    public LoadedStatements {
        findings = List.copyOf(findings);
    }
}
