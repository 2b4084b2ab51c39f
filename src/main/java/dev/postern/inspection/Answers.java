package dev.postern.inspection;

import java.util.List;
import java.util.Optional;

/**
 * What Postgres has said of texts, which stays true for as long as its catalogue is the same.
 *
 * @param statements of a statement, by the texts that it can have
 * @param trees the parse tree of a view, by its definition; empty where there is none
 * @param scans the scans of a plan that no index serves, by what is explained; empty where Postgres does not explain it. The
 *     order of joins follows how much data there is, so that after a while a plan made anew may name another of its tables.
 */
record Answers(
        Remembered<List<String>, StatementAnswer> statements,
        Remembered<ParseTrees.Definition, Optional<Node>> trees,
        Remembered<IndexRules.Explained, Optional<List<PlanScans.Scan>>> scans) {

    Answers() {
        this(
                new Remembered<>(StatementAnswer::isAccepted),
                new Remembered<>(Optional::isPresent),
                new Remembered<>(Optional::isPresent));
    }

    void begin() {
        statements.begin();
        trees.begin();
        scans.begin();
    }
}
