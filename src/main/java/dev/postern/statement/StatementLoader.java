package dev.postern.statement;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.finding.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.xml.sax.SAXParseException;

/** The reading of {@code sql-mappers/}: every file, every fault, one catalogue. */
public final class StatementLoader {

    /** The folder below the project's. */
    public static final String FOLDER = "sql-mappers";

    private final ProjectFolder folder;
    private final List<Finding> findings = new ArrayList<>();

    private StatementLoader(Path project) {
        this.folder = new ProjectFolder(project, FOLDER, "STATEMENT", ".xml");
    }

    /**
     * The statements of a project.
     *
     * <p>A file with a fault of its own is left out, so that the others' faults are found in the same run.
     *
     * @param project the folder that holds {@code sql-mappers/}
     */
    public static LoadedStatements load(Path project) {
        return new StatementLoader(project).load();
    }

    private LoadedStatements load() {
        var files = new ArrayList<MapperFile>();
        for (var path : folder.files(findings)) {
            scan(path, files);
        }
        var faults = MapperRules.check(files);
        findings.addAll(faults);
        var faulty = faults.stream().map(fault -> fault.place().file()).toList();
        var scripts = new MapperScripts();
        var mappers = new ArrayList<MapperScripts.Mapper>();
        files.stream()
                .filter(file -> !faulty.contains(file.file()))
                .forEach(file -> attempt(file, () -> mappers.add(scripts.add(file))));
        mappers.forEach(mapper -> attempt(mapper.file(), () -> scripts.make(mapper)));
        return new LoadedStatements(new StatementCatalogue(catalogue(scripts, files)), findings);
    }

    private void scan(Path path, List<MapperFile> files) {
        var name = folder.nameOf(path);
        try {
            var file = MapperReader.read(name, path);
            if (file.root().equals("mapper")) {
                files.add(file);
                return;
            }
            findings.add(Finding.error(
                    "STATEMENT-102",
                    file.at(1),
                    "",
                    "the root element is <" + file.root() + ">",
                    "A mapper file begins with <mapper namespace=\"…\">."));
        } catch (XMLStreamException broken) {
            var line = Math.max(
                    0, broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber());
            findings.add(Finding.error(
                    "STATEMENT-101",
                    new Place(name, line),
                    "",
                    "this is not well-formed XML: " + XmlMessages.plain(String.valueOf(broken.getMessage())),
                    "Correct it; '<' in SQL is written '&lt;' or in <![CDATA[ ]]>."));
        } catch (IOException unreadable) {
            findings.add(folder.unreadable(name, unreadable));
        }
    }

    /** What MyBatis refuses of a file is a finding. */
    private void attempt(MapperFile file, Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException refused) {
            findings.add(refused(file, refused));
        }
    }

    private static Finding refused(MapperFile file, RuntimeException refused) {
        Throwable cause = refused;
        while (cause.getCause() != null && !(cause instanceof SAXParseException)) {
            cause = cause.getCause();
        }
        var line = cause instanceof SAXParseException position ? position.getLineNumber() : 0;
        return Finding.error(
                "STATEMENT-111",
                file.at(Math.max(0, line)),
                "",
                "MyBatis refuses it: " + XmlMessages.plain(String.valueOf(cause.getMessage())),
                "Correct it by the mapper's DTD.");
    }

    private static Map<String, SqlStatement> catalogue(MapperScripts scripts, List<MapperFile> files) {
        var statements = new TreeMap<String, SqlStatement>();
        var places = new RunPlaces(files.stream().collect(Collectors.toMap(MapperFile::file, MapperFile::text)));
        for (var file : files) {
            for (var element : file.statements()) {
                var name = file.qualified(element.id());
                var source = scripts.source(name);
                if (source != null) {
                    var kind = StatementKind.valueOf(element.name().toUpperCase(Locale.ROOT));
                    statements.putIfAbsent(name, new SqlStatement(name, kind, file.at(element.line()), source, places));
                }
            }
        }
        return statements;
    }
}
