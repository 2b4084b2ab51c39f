package dev.postern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The edges between packages, as the table in docs/architecture.md has them. */
class ArchitectureTests {

    private static final String ROOT = "dev.postern";

    /** Each package and what it may use; {@code finding} is open to all. */
    private static final Map<String, Set<String>> EDGES = Map.ofEntries(
            Map.entry(
                    "command",
                    Set.of(
                            "subscription",
                            "federation",
                            "fetching",
                            "execution",
                            "document",
                            "plan",
                            "inspection",
                            "identity",
                            "binding",
                            "schema",
                            "statement",
                            "database")),
            Map.entry("console", Set.of("server", "execution", "inspection", "binding", "schema", "statement")),
            Map.entry(
                    "server",
                    Set.of("execution", "fetching", "subscription", "document", "plan", "rate", "identity", "schema")),
            Map.entry("rate", Set.of("identity", "statement")),
            Map.entry("subscription", Set.of("execution", "plan", "binding", "statement", "database")),
            Map.entry("federation", Set.of("binding", "schema", "statement")),
            Map.entry("fetching", Set.of("execution", "federation", "identity", "binding", "schema", "statement")),
            Map.entry("execution", Set.of("plan", "federation", "identity", "binding", "schema", "statement")),
            Map.entry("document", Set.of("plan", "schema")),
            Map.entry("plan", Set.of("identity", "binding", "schema")),
            Map.entry("identity", Set.of("statement")),
            Map.entry("inspection", Set.of("binding", "schema", "statement")),
            Map.entry("binding", Set.of("schema", "statement")),
            Map.entry("schema", Set.of()),
            Map.entry("statement", Set.of("database")),
            Map.entry("database", Set.of()),
            Map.entry("finding", Set.of()));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageIsInTheTable() {
        for (var type : CLASSES) {
            var name = packageOf(type);
            assertTrue(
                    name.isEmpty() || EDGES.containsKey(name),
                    type.getName() + " is in a package that the table lacks");
        }
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        EDGES.forEach((name, allowed) -> {
            var others = EDGES.keySet().stream()
                    .filter(other -> !other.equals(name) && !other.equals("finding") && !allowed.contains(other))
                    .map(other -> ROOT + "." + other)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void mybatisStaysInStatement() {
        only("statement").dependOn("org.apache.ibatis..");
    }

    @Test
    void jdbcStaysNearTheDatabase() {
        only("statement", "inspection", "subscription", "database").dependOn("java.sql..", "org.postgresql..");
    }

    @Test
    void graphqlStaysOutOfStatementsAndDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".statement", ROOT + ".database")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("graphql..", "com.netflix.graphql..")
                .check(CLASSES);
    }

    /** The root wires routes, so it may. */
    @Test
    void springWebStaysAtTheEdge() {
        noClasses()
                .that()
                .resideInAnyPackage(EDGES.keySet().stream()
                        .filter(name -> !Set.of("server", "console").contains(name))
                        .map(name -> ROOT + "." + name)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysItsJob() throws IOException {
        for (var name : EDGES.keySet()) {
            var folder = Path.of("src/main/java/dev/postern", name);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            var text = Files.readString(folder.resolve("package-info.java"));
            assertTrue(text.contains("@" + NullMarked.class.getSimpleName()), name);
            assertTrue(text.startsWith("/** "), name + " does not say its job in one sentence");
        }
    }

    @Test
    void publicMeansUsedByAnotherPackage() {
        var needless = new TreeSet<String>();
        for (var type : CLASSES) {
            var isPublic = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.getEnclosingClass().isEmpty()
                    && !type.getSimpleName().equals("package-info");
            if (isPublic && !usedElsewhere(type)) {
                needless.add(type.getName());
            }
        }
        assertEquals(Set.of(), needless);
    }

    @Test
    void namesSayOneThing() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Impl|Utils?)$")
                .andShould()
                .haveNameNotMatching(".*\\.Postern[A-Z].*")
                .check(CLASSES);
    }

    @Test
    void nothingIsMocked() throws IOException {
        assertEquals(List.of(), linesWith("src/test/java", "org." + "mockito"));
    }

    @Test
    void filesStayShort() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var lines = Files.readAllLines(file).size();
                assertTrue(lines <= 400, file + " has " + lines + " lines; the most is 400");
            }
        }
    }

    private static boolean usedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? "" : type.getPackageName().substring(ROOT.length() + 1);
    }

    private static List<String> linesWith(String folder, String text) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(ArchitectureTests::lines)
                    .filter(line -> line.contains(text))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Only only(String... packages) {
        return new Only(List.of(packages));
    }

    private record Only(List<String> packages) {

        void dependOn(String... libraries) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            packages.stream().map(name -> ROOT + "." + name).toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(libraries)
                    .check(CLASSES);
        }
    }
}
