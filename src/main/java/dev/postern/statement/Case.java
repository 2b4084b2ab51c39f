package dev.postern.statement;

import java.util.Map;

/**
 * What each factor of a script is; immutable.
 *
 * @param given by path, or by the text of what was not understood
 */
record Case(Map<String, Given> given) {

    Case {
        given = Map.copyOf(given);
    }

    /** What a path is: null behind a null. */
    Given of(String path) {
        for (var dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (Given.NULL.equals(given.get(path.substring(0, dot)))) {
                return Given.NULL;
            }
        }
        return given.getOrDefault(path, Given.SOMETHING);
    }

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Both both -> holds(both.left()) && holds(both.right());
            case Condition.Either either -> holds(either.left()) || holds(either.right());
            case Condition.Not not -> !holds(not.inner());
            case Condition.Equal equal -> of(equal.path()).equals(equal.literal());
            case Condition.Truth truth -> of(truth.path()).isTrue();
            case Condition.Longer longer -> of(longer.path()).size() > longer.size();
            case Condition.Opaque opaque ->
                given.getOrDefault(opaque.text(), Given.TRUE).isTrue();
            case Condition.Constant constant -> constant.value();
        };
    }
}
