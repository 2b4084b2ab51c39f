package dev.postern.command;

import dev.postern.command.CheckOptions.Format;
import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report in one of the forms that people and programs read. */
final class ReportText {

    private final CheckReport report;

    private ReportText(CheckReport report) {
        this.report = report;
    }

    static String of(CheckReport report, Format format) {
        var text = new ReportText(report);
        return switch (format) {
            case TEXT -> text.text();
            case JSON -> written(text.json());
            case GITHUB -> text.github();
            case SARIF -> written(text.sarif());
        };
    }

    /** Loading the mapper's classes takes longer than the rest of a report, so the other forms do without. */
    private static String written(Map<String, Object> json) {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(json) + "\n";
    }

    private String text() {
        var lines = new StringJoiner("\n", "", "\n");
        report.findings().forEach(finding -> lines.add(word(finding.severity()) + " " + finding));
        report.notChecked().forEach(unknown -> lines.add("not checked " + unknown));
        report.grants().forEach(lines::add);
        return lines.add(report.counts()).toString();
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> json() {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("fields", report.fields());
        counts.put("statements", report.statements());
        counts.put("variants", report.variants());
        counts.put("findings", report.findings().size());
        counts.put("notChecked", report.notChecked().size());
        var json = new LinkedHashMap<String, Object>();
        json.put("database", report.database());
        json.put("findings", report.findings().stream().map(ReportText::json).toList());
        json.put(
                "notChecked",
                report.notChecked().stream()
                        .map(unknown -> {
                            var entry = place(unknown.place());
                            entry.put("coordinate", unknown.coordinate());
                            entry.put("reason", unknown.reason());
                            return entry;
                        })
                        .toList());
        if (!report.grants().isEmpty()) {
            json.put("grants", report.grants());
        }
        json.put("counts", counts);
        json.put("seconds", report.took().toMillis() / 1000.0);
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        var json = new LinkedHashMap<String, Object>();
        json.put("code", finding.code());
        json.put("severity", word(finding.severity()));
        json.putAll(place(finding.place()));
        json.put("coordinate", finding.coordinate());
        json.put("fact", finding.fact());
        json.put("cure", finding.cure());
        return json;
    }

    /** A line or column that is not known is left out. */
    private static Map<String, Object> place(Place place) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", place.file());
        if (place.line() > 0) {
            json.put("line", place.line());
        }
        if (place.column() > 0) {
            json.put("column", place.column());
        }
        return json;
    }

    /** Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
    private String github() {
        var lines = new StringJoiner("\n", "", "\n");
        for (var finding : report.findings()) {
            var place = finding.place();
            lines.add("::%s file=%s%s%s,title=%s::%s"
                    .formatted(
                            finding.severity() == Severity.HINT ? "notice" : word(finding.severity()),
                            property(path(place.file())),
                            place.line() > 0 ? ",line=" + place.line() : "",
                            place.column() > 0 ? ",col=" + place.column() : "",
                            property((finding.code() + " " + finding.coordinate()).strip()),
                            data(finding.fact() + ". " + finding.cure())));
        }
        report.notChecked().forEach(unknown -> lines.add("not checked " + unknown));
        report.grants().forEach(lines::add);
        return lines.add(report.counts()).toString();
    }

    /** Annotations are found by the path from the repository's root, where the step runs. */
    private String path(String file) {
        var folder = report.folder().normalize().toString().replace('\\', '/');
        return folder.isEmpty() || folder.startsWith("/") ? file : folder + "/" + file;
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
    private Map<String, Object> sarif() {
        var codes = new TreeSet<String>();
        report.findings().forEach(finding -> codes.add(finding.code()));
        var rules = codes.stream().map(code -> Map.of("id", code)).toList();
        Map<String, Object> driver = Map.of("name", "Postern", "rules", rules);
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", report.findings().stream().map(this::sarif).toList());
        var sarif = new LinkedHashMap<String, Object>();
        sarif.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        sarif.put("version", "2.1.0");
        sarif.put("runs", List.of(run));
        return sarif;
    }

    private Map<String, Object> sarif(Finding finding) {
        var place = finding.place();
        var region = new LinkedHashMap<String, Object>();
        if (place.line() > 0) {
            region.put("startLine", place.line());
        }
        if (place.column() > 0) {
            region.put("startColumn", place.column());
        }
        var location = new LinkedHashMap<String, Object>();
        location.put("artifactLocation", Map.of("uri", path(place.file())));
        if (!region.isEmpty()) {
            location.put("region", region);
        }
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", finding.code());
        result.put(
                "level",
                switch (finding.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case HINT -> "note";
                });
        var subject = finding.coordinate().isEmpty() ? "" : finding.coordinate() + ": ";
        result.put("message", Map.of("text", subject + finding.fact() + ". " + finding.cure()));
        result.put("locations", List.of(Map.of("physicalLocation", location)));
        return result;
    }
}
