package dev.postern.statement;

import dev.postern.finding.Finding;
import dev.postern.finding.Nearest;
import dev.postern.finding.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the contract asks of mapper files beyond what MyBatis asks. */
final class MapperRules {

    private static final Set<String> UNREAD = Set.of(
            "resultType",
            "resultMap",
            "parameterType",
            "parameterMap",
            "statementType",
            "keyProperty",
            "keyColumn",
            "useGeneratedKeys",
            "resultSets",
            "lang",
            "databaseId",
            "affectData");
    private static final Set<String> UNREAD_ELEMENTS =
            Set.of("cache", "cache-ref", "resultMap", "parameterMap", "selectKey");

    private final List<MapperFile> files;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Place> statements = new TreeMap<>();
    private final Map<String, Place> fragments = new TreeMap<>();

    private MapperRules(List<MapperFile> files) {
        this.files = files;
    }

    static List<Finding> check(List<MapperFile> files) {
        var rules = new MapperRules(files);
        files.forEach(rules::names);
        files.forEach(rules::contents);
        return rules.findings;
    }

    private void names(MapperFile file) {
        if (file.namespace().isEmpty()) {
            error(
                    "STATEMENT-103",
                    file.at(1),
                    "",
                    "the mapper has no namespace",
                    "Name the type whose fields it answers, as in namespace=\"Query\".");
        }
        file.statements().forEach(element -> declare(statements, "STATEMENT-104", "statement", file, element));
        file.fragments().forEach(element -> declare(fragments, "STATEMENT-105", "fragment", file, element));
    }

    private void declare(Map<String, Place> seen, String code, String what, MapperFile file, MapperElement element) {
        if (element.id().contains(".")) {
            error(
                    "STATEMENT-110",
                    file.at(element.line()),
                    element.id(),
                    "the id '" + element.id() + "' has a dot in it",
                    "The namespace is put before it by itself: write the field's name only.");
            return;
        }
        var name = file.qualified(element.id());
        var first = seen.putIfAbsent(name, file.at(element.line()));
        if (first != null) {
            error(
                    code,
                    file.at(element.line()),
                    name,
                    what + " '" + name + "' stands at " + first + " already",
                    "Keep one of the two.");
        }
    }

    private void contents(MapperFile file) {
        for (var element : file.elements()) {
            unread(file, element);
            if (element.name().equals("include")) {
                include(file, element);
            }
        }
        file.texts().forEach(text -> pasted(file, text));
    }

    private void unread(MapperFile file, MapperElement element) {
        if (UNREAD_ELEMENTS.contains(element.name())) {
            error(
                    "STATEMENT-106",
                    file.at(element.line()),
                    subject(file, element),
                    "<" + element.name() + "> is not read",
                    "Remove it: types come from Postgres, rows become fields by their columns' names.");
        }
        if (!element.isStatement()) {
            return;
        }
        element.attributes().keySet().stream()
                .filter(UNREAD::contains)
                .sorted()
                .forEach(attribute -> error(
                        "STATEMENT-106",
                        file.at(element.line()),
                        subject(file, element),
                        "the attribute " + attribute + " is not read",
                        "Remove it: types come from Postgres, rows become fields by their columns' names."));
    }

    private void include(MapperFile file, MapperElement element) {
        var refid = element.attributes().getOrDefault("refid", "");
        if (refid.contains("${") || fragments.containsKey(file.qualified(refid))) {
            return;
        }
        var nearest = Nearest.to(file.qualified(refid), fragments.keySet())
                .map(name -> "; nearest is '" + name + "' (" + fragments.get(name) + ")")
                .orElse("");
        error(
                "STATEMENT-108",
                file.at(element.line()),
                subject(file, element),
                "no <sql> '" + file.qualified(refid) + "' to include" + nearest,
                "Add it, or correct the refid.");
    }

    /** In a fragment the name may be a {@code <property>} of whoever includes it. */
    private void pasted(MapperFile file, MapperText text) {
        var holder = text.holder();
        for (var placeholder : Placeholders.pasted(text.text())) {
            if (holder == null || allowed(file, holder).contains(placeholder.root())) {
                continue;
            }
            error(
                    "STATEMENT-107",
                    file.at(text.lineOf(placeholder.offset())),
                    subject(file, holder),
                    "${" + placeholder.path() + "} would paste a value into the SQL",
                    "Write #{" + placeholder.path() + "}, which binds it; ${} may name only what a <bind> makes from"
                            + " page, or a <property> of an <include>.");
        }
    }

    private Set<String> allowed(MapperFile file, MapperElement holder) {
        var allowed = new HashSet<String>();
        for (var element : file.elements()) {
            if (holder.equals(element.holder()) && element.name().equals("bind") && isPage(element)) {
                allowed.add(element.attributes().getOrDefault("name", ""));
            }
        }
        if (holder.isFragment()) {
            files.stream()
                    .flatMap(other -> other.elements().stream())
                    .filter(element -> element.name().equals("property"))
                    .forEach(element -> allowed.add(element.attributes().getOrDefault("name", "")));
        }
        return allowed;
    }

    private static boolean isPage(MapperElement bind) {
        return PageExpression.order(bind.attributes().getOrDefault("value", "")) != null;
    }

    private static String subject(MapperFile file, MapperElement element) {
        var holder = element.holder() == null ? element : element.holder();
        return holder.id().isEmpty() ? "" : file.qualified(holder.id());
    }

    private void error(String code, Place place, String coordinate, String fact, String cure) {
        findings.add(Finding.error(code, place, coordinate, fact, cure));
    }
}
