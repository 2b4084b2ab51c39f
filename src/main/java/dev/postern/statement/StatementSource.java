package dev.postern.statement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements as their mapper files have them; each file is read once. Not safe for use by several threads. */
public final class StatementSource {

    private final Path project;
    private final Map<String, List<String>> files = new HashMap<>();

    /** @param project whose mapper files it reads */
    public StatementSource(Path project) {
        this.project = project;
    }

    /** The lines of a statement's element; empty when its file is gone. */
    public String of(SqlStatement statement) {
        var place = statement.place();
        var lines = files.computeIfAbsent(place.file(), this::lines);
        var end = "</" + statement.kind().element();
        var text = new StringBuilder();
        for (int i = Math.max(0, place.line() - 1); i < lines.size(); i++) {
            text.append(lines.get(i)).append('\n');
            if (lines.get(i).contains(end)) {
                break;
            }
        }
        return text.toString().stripTrailing().stripIndent();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(project.resolve(file));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
