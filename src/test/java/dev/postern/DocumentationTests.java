package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.execution.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents list, against what the code can say. */
class DocumentationTests {

    private static final Pattern FINDING = Pattern.compile("\"((?:SCHEMA|STATEMENT|BIND|SQL|PLAN|OPERATION)-\\d{3})\"");

    /** Codes that {@code ProjectFolder} makes from the phase of whoever asks. */
    private static final Set<String> OF_FOLDERS = Set.of("SCHEMA-100", "SCHEMA-109", "STATEMENT-100", "STATEMENT-109");

    /** What no project of {@code broken/} can have; other tests have their messages. */
    private static final Set<String> OF_OTHER_TESTS = Set.of(
            "SCHEMA-100",
            "SCHEMA-109",
            "STATEMENT-100",
            "STATEMENT-109",
            "BIND-112",
            "SQL-170",
            "SQL-171",
            "SQL-172",
            "SQL-173",
            "SQL-180",
            "OPERATION-101",
            "OPERATION-102",
            "OPERATION-109");

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\| `([A-Z]+-\\d{3})` \\|.* \\| `([^`]*)` \\|$");
    private static final Pattern LISTED_FINDING = Pattern.compile("(?m)^\\| `([A-Z]+-\\d{3})`");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```\\w+\n(.*?)^```$");
    private static final Pattern LISTED_ERROR = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

    @Test
    void everyFindingIsListed() throws IOException {
        var codes = new TreeSet<>(OF_FOLDERS);
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                codes.addAll(matches(FINDING, Files.readString(file)));
            }
        }
        assertEquals(codes, matches(LISTED_FINDING, errors()));
    }

    @Test
    void examplesAreWhatBrokenProjectsAreTold() throws IOException {
        var broken = Path.of("src/test/resources/broken");
        var told = new ArrayList<>(Files.readAllLines(broken.resolve("findings.txt")));
        told.addAll(Files.readAllLines(broken.resolve("sql-findings.txt")));
        var others = EXAMPLE.matcher(errors())
                .results()
                .filter(row -> told.stream()
                        .noneMatch(line -> line.contains(row.group(1) + " ") && line.contains(row.group(2))))
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        assertEquals(OF_OTHER_TESTS, others);
    }

    @Test
    void everyErrorIsListed() throws IOException {
        var codes = Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(codes, matches(LISTED_ERROR, errors()));
    }

    @Test
    void theTableOfAnswersIsThatOfTheDemo() throws IOException {
        var migration = Files.readString(Path.of("migrations/V5__idempotency.sql"));
        var shown = Files.readString(Path.of("docs/mutations.md"));
        assertTrue(shown.contains("```sql\n" + migration.replaceAll("(?m)^--.*\n", "") + "```"), migration);
    }

    @Test
    void filtersAreThoseOfTheirCase() throws IOException {
        assertEquals(20, snippets("docs/filters.md", "filters"));
    }

    @Test
    void partialRowsAreThoseOfTheirCase() throws IOException {
        assertEquals(8, snippets("docs/partial-rows.md", "partial"));
    }

    /** How many a document has, each of which stands in a case: line by line, whatever they are indented by. */
    private static int snippets(String document, String folder) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/test/resources/cases", folder))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file).replaceAll("(?m)^ +", ""));
            }
        }
        var shown = SNIPPET.matcher(Files.readString(Path.of(document)))
                .results()
                .map(block -> block.group(1).replaceAll("(?m)^ +", ""))
                .toList();
        var others = shown.stream()
                .filter(block -> texts.stream().noneMatch(text -> text.contains(block)))
                .toList();
        assertEquals(List.of(), others);
        return shown.size();
    }

    private static String errors() throws IOException {
        return Files.readString(Path.of("docs/errors.md"));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
