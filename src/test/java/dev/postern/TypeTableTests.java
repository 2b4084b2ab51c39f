package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.finding.Finding.Severity;
import dev.postern.testing.TestServer;
import dev.postern.testing.equivalence.TwoPaths;
import dev.postern.testing.types.TypeProject;
import dev.postern.testing.types.TypeRoles;
import dev.postern.testing.types.TypeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every pair of types in every role, on both paths: {@code types/table.txt} has them and their values. */
class TypeTableTests {

    private static final Path TABLE = Path.of("src/test/resources/types/table.txt");

    private static final String SDL = """
            enum Mood { SAD OK HAPPY }
            """;
    private static final String SQL = """
            create extension citext;
            create extension hstore;
            create extension ltree;
            create type mood as enum ('SAD', 'OK', 'HAPPY');
            create type feeling as enum ('very happy', 'glad');
            create domain email as text check (value like '%@%');
            create domain positive as int check (value > 0);
            create domain tiny as positive check (value < 100);
            """;
    private static final String[] LIMITS = {
        "--postern.limits.aliases=1000", "--postern.limits.root-fields=1000", "--postern.limits.statements=1000"
    };

    @TempDir
    Path folder;

    @Test
    void everyPairHoldsItsValues() throws IOException {
        var pairs = TypeTable.read(TABLE);
        TypeProject.write(folder, pairs, SDL, SQL);
        var faults = new ArrayList<String>();
        try (var paths = TwoPaths.over(folder, LIMITS)) {
            for (var pair : pairs) {
                faults.addAll(new TypeRoles(pair, paths).faults());
            }
        }
        assertEquals("", String.join("\n", faults));
        var values = pairs.stream().mapToInt(pair -> pair.values().size()).sum();
        var figures = pairs.size() + " pairs with " + values + " edge values";
        System.out.println("Types: " + figures + ", equal on both paths");
        assertTrue(Files.readString(Path.of("docs/types.md")).contains(figures), figures);
    }

    @Test
    void theCheckTakesEveryPair() throws IOException {
        TypeProject.write(folder, TypeTable.read(TABLE), SDL, SQL);
        var report = InspectedProject.at(folder, TestServer.migrated(folder));
        var errors = report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(String::valueOf)
                .toList();
        assertEquals(List.of(), errors);
    }
}
