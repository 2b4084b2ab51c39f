package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.inspection.InspectionReport;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop with one fault at a time, of the kind that only its database can tell, and the one thing that is found in it.
 *
 * <p>{@code broken/faults.txt} has the faults: a name, a file of {@code broken/shop}, what stands there and what is put
 * in its place; for {@code database.sql} what is added to it, and for {@code role} what makes the role that serves.
 * {@code broken/sql-findings.txt} holds what is found. {@code broken/unknowns.txt} has changes that leave
 * something open in the same way, and {@code broken/not-checked.txt} what is listed then. Run with {@code -Dcases.write=true} to write it,
 * and read the difference before you commit it.
 */
class BrokenSqlTests {

    private static final Path SHOP = Path.of("src/test/resources/broken/shop");
    private static final Path BROKEN = Path.of("src/test/resources/broken");

    private static Map<String, String> sound = Map.of();
    private static String template = "";
    private static String soundDatabase = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        var files = new HashMap<String, String>();
        try (var walk = Files.walk(SHOP)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                files.put(SHOP.relativize(file).toString(), Files.readString(file));
            }
        }
        sound = Map.copyOf(files);
        var url = TestServer.newDatabase();
        TestServer.execute(url, sound.getOrDefault("database.sql", ""));
        template = url.substring(url.lastIndexOf('/') + 1);
        soundDatabase = TestServer.copyOf(template);
    }

    @Test
    void aSoundShopHasNoFindings() {
        Folders.write(folder, sound);
        var report = InspectedProject.at(folder, soundDatabase);
        assertEquals("", InspectedProject.shown(report));
    }

    @Test
    void eachFaultIsFoundWhereItStands() throws IOException {
        each("faults.txt", "sql-findings.txt", InspectedProject::findings);
    }

    /** Nothing of {@code unknowns.txt} is a fault, and nothing of it is certain. */
    @Test
    void whatIsNotCertainIsListed() throws IOException {
        each("unknowns.txt", "not-checked.txt", InspectedProject::shown);
    }

    private void each(String changes, String expected, Function<InspectionReport, String> shown) throws IOException {
        var found = new StringJoiner("\n\n", "", "\n");
        var several = new ArrayList<String>();
        var all = ("\n" + Files.readString(BROKEN.resolve(changes)).strip()).split("\n# ", -1);
        var reported = IntStream.range(1, all.length)
                .parallel()
                .mapToObj(i -> shown.apply(report(folder.resolve("p" + i), all[i].split("\n", -1)))
                        .replaceAll("broken_\\d+", "ROLE"))
                .toList();
        for (int i = 1; i < all.length; i++) {
            var block = "# " + all[i].split("\n", 2)[0] + "\n" + reported.get(i - 1);
            several.add(reported.get(i - 1).lines().count() == 1 ? "" : block);
            found.add(block);
        }
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(BROKEN.resolve(expected), found.toString());
        }
        several.removeIf(String::isEmpty);
        assertEquals(List.of(), several);
        assertEquals(Files.readString(BROKEN.resolve(expected)), found.toString());
    }

    /** A file, then pairs of what stands there and what shall; {@code database.sql} is added to. */
    private static InspectionReport report(Path project, String[] fault) {
        if (fault[1].equals("role")) {
            return servedBy(project, fault[2]);
        }
        var files = new HashMap<>(sound);
        var url = List.of(fault).contains("database.sql") ? TestServer.copyOf(template) : soundDatabase;
        for (int i = 1; i + 2 < fault.length + 1 && !fault[i].isBlank(); i += 3) {
            if (fault[i].equals("database.sql")) {
                TestServer.execute(url, fault[i + 1]);
                i--;
                continue;
            }
            var text = files.getOrDefault(fault[i], "");
            var before = fault[i + 1].replace("\\n", "\n");
            assertTrue(text.contains(before), fault[0] + ": there is no " + before);
            files.put(fault[i], text.replace(before, fault[i + 2].replace("\\n", "\n")));
        }
        Folders.write(project, files);
        return InspectedProject.at(project, url);
    }

    /** The sound project as a role of its own, which may read and write and whatever else is said. */
    private static InspectionReport servedBy(Path project, String sql) {
        var url = TestServer.copyOf(template);
        var role = url.replaceFirst(".*/test_", "broken_");
        TestServer.execute(
                url,
                ("create role ROLE login; grant select, insert, update, delete on all tables in schema public to ROLE; "
                                + sql)
                        .replace("ROLE", role));
        Folders.write(project, sound);
        return InspectedProject.servedBy(project, url, role);
    }
}
