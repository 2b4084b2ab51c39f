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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents list, against what the code can say. */
class DocumentationTests {

    private static final Path BROKEN = Path.of("src/test/resources/broken");
    private static final Pattern FINDING = Pattern.compile("\"((?:SCHEMA|STATEMENT|BIND|SQL|PLAN|OPERATION)-\\d{3})\"");

    /** Codes that {@code ProjectFolder} makes from the phase of whoever asks. */
    private static final Set<String> OF_FOLDERS = Set.of("SCHEMA-100", "SCHEMA-109", "STATEMENT-100", "STATEMENT-109");

    /** What no project of {@code broken/} has for its only fault: the test that has it, and why it is there. */
    private static final Map<String, OtherTest> OF_OTHER_TESTS = Map.of(
            "SQL-180",
            new OtherTest(
                    "CheckProcessTests",
                    "oneChangedBlockOfTheLockIsOneFinding",
                    "sql-mappers.lock is read by the command, not by the inspection"));

    private record OtherTest(String file, String method, String reason) {}

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\| `([A-Z]+-\\d{3})` \\|.* \\| `([^`]*)` \\|$");
    private static final Pattern CODE = Pattern.compile("^(?:(?:ERROR|WARNING|HINT|warning) )?([A-Z]+-\\d{3}) ");
    private static final Pattern LISTED_FINDING = Pattern.compile("(?m)^\\| `([A-Z]+-\\d{3})`");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```\\w+\n(.*?)^```$");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*(?:<!--[^>]*-->\\s*)?<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)</artifactId>(?!\\s*<version>[^<]*</version>\\s*<type>pom)");
    private static final Pattern LISTED_DEPENDENCY = Pattern.compile("(?m)^\\| `([A-Za-z0-9_.-]+)` \\|");
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
        var told = blocks().stream().flatMap(List::stream).toList();
        var others = EXAMPLE.matcher(errors())
                .results()
                .filter(row -> told.stream()
                        .noneMatch(line -> line.contains(row.group(1) + " ") && line.contains(row.group(2))))
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        assertEquals(OF_OTHER_TESTS.keySet(), others);
    }

    /** A project with one fault, and one finding in it, or another test that says so. */
    @Test
    void everyFindingHasAProjectWithNothingElse() throws IOException {
        var alone = new TreeSet<>(OF_OTHER_TESTS.keySet());
        blocks().stream()
                .filter(block -> block.size() == 1)
                .forEach(block -> alone.addAll(matches(CODE, block.getFirst())));
        assertEquals(matches(LISTED_FINDING, errors()), alone);
        for (var other : OF_OTHER_TESTS.entrySet()) {
            var test = Files.readString(
                    Path.of("src/test/java/dev/postern", other.getValue().file() + ".java"));
            var method = test.substring(test.indexOf("void " + other.getValue().method() + "()"));
            assertTrue(method.substring(0, method.indexOf("\n    }\n")).contains(other.getKey()), other.toString());
        }
    }

    /** The findings in each broken project. */
    private static List<List<String>> blocks() throws IOException {
        var blocks = new ArrayList<List<String>>();
        for (var file : List.of("findings.txt", "sql-findings.txt")) {
            for (var block : Files.readString(BROKEN.resolve(file)).split("(?m)^# .*\n", -1)) {
                blocks.add(block.strip().lines().toList());
            }
        }
        return blocks;
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
    void everyDependencyIsListed() throws IOException {
        var listed = matches(LISTED_DEPENDENCY, Files.readString(Path.of("docs/dependencies.md")));
        assertEquals(matches(DEPENDENCY, Files.readString(Path.of("pom.xml"))), listed);
    }

    @Test
    void filtersAreThoseOfTheirCase() throws IOException {
        assertEquals(20, assertShown("docs/filters.md", "cases/filters"));
    }

    @Test
    void connectionsAreThoseOfTheirCase() throws IOException {
        assertEquals(10, assertShown("docs/connections.md", "cases/connections", "pagecost"));
    }

    @Test
    void partialRowsAreThoseOfTheirCase() throws IOException {
        assertEquals(8, assertShown("docs/partial-rows.md", "cases/partial"));
    }

    @Test
    void subscriptionsAreThoseOfTheirProject() throws IOException {
        var shown = Files.readString(Path.of("docs/subscriptions.md"));
        var texts = new StringBuilder();
        try (var files = Files.walk(Path.of("src/test/resources/subscriptions"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.append(Files.readString(file).replaceAll("(?m)^ +", ""));
            }
        }
        var parts = Pattern.compile("(?ms)^```(?:xml|sql)\n(.*?)^```$")
                .matcher(shown)
                .results()
                .map(block -> block.group(1).replaceAll("(?m)^ +", ""))
                .toList();
        assertEquals(4, parts.size());
        parts.forEach(part -> assertTrue(texts.indexOf(part) >= 0, part));
    }

    @Test
    void typesAreThoseOfTheirProjects() throws IOException {
        assertEquals(12, assertShown("docs/types.md", "types", "cases/jsonb"));
    }

    /** How many examples a document has, all of them in these projects, line by line, whatever they are indented by. */
    private static int assertShown(String document, String... projects) throws IOException {
        var texts = new ArrayList<String>();
        for (var project : projects) {
            try (var files = Files.walk(Path.of("src/test/resources", project))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    texts.add(Files.readString(file).replaceAll("(?m)^ +", ""));
                }
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
