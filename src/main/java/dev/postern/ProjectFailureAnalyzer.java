package dev.postern;

import dev.postern.finding.ProjectException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A project's findings as what Spring prints of a failed start, without a stack trace. */
final class ProjectFailureAnalyzer extends AbstractFailureAnalyzer<ProjectException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ProjectException cause) {
        var count = cause.findings().size();
        return new FailureAnalysis(
                cause.getMessage(),
                "%d %s. docs/errors.md explains each code.".formatted(count, count == 1 ? "finding" : "findings"),
                cause);
    }
}
