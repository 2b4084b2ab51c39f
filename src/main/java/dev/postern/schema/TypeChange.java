package dev.postern.schema;

import graphql.language.AstPrinter;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/** The difference between what a type was and what it is. */
final class TypeChange {

    private TypeChange() {}

    /** Whether what comes is always what was promised: {@code Int} may become {@code Int!}. */
    static boolean isSafeOutput(Type<?> before, Type<?> today) {
        if (today instanceof NonNullType required) {
            var wanted = before instanceof NonNullType was ? (Type<?>) was.getType() : before;
            return isSafeOutput(wanted, (Type<?>) required.getType());
        }
        return switch (before) {
            case NonNullType ignored -> false;
            case ListType list ->
                today instanceof ListType other && isSafeOutput((Type<?>) list.getType(), (Type<?>) other.getType());
            default -> isSame(before, today);
        };
    }

    /** Whether everything that could be given still can be: {@code Int!} may become {@code Int}. */
    static boolean isSafeInput(InputValueDefinition before, InputValueDefinition today) {
        var wasOptional = before.getDefaultValue() != null;
        return isSafeInput(before.getType(), today.getType()) && !(wasOptional && isRequired(today));
    }

    private static boolean isSafeInput(Type<?> before, Type<?> today) {
        if (before instanceof NonNullType required) {
            var given = today instanceof NonNullType is ? (Type<?>) is.getType() : today;
            return isSafeInput((Type<?>) required.getType(), given);
        }
        return switch (today) {
            case NonNullType ignored -> false;
            case ListType list ->
                before instanceof ListType other && isSafeInput((Type<?>) other.getType(), (Type<?>) list.getType());
            default -> isSame(before, today);
        };
    }

    private static boolean isSame(Type<?> before, Type<?> today) {
        return before instanceof TypeName was && today instanceof TypeName is && was.isEqualTo(is);
    }

    /** Whether it cannot be left out. */
    static boolean isRequired(InputValueDefinition value) {
        return value.getType() instanceof NonNullType && value.getDefaultValue() == null;
    }

    /** A type, and the default if there is one. */
    static String text(InputValueDefinition value) {
        var type = AstPrinter.printAst(value.getType());
        return value.getDefaultValue() == null ? type : type + " = " + defaultOf(value);
    }

    /** What stands where nothing is given. */
    static String defaultOf(InputValueDefinition value) {
        return value.getDefaultValue() == null ? "nothing" : AstPrinter.printAst(value.getDefaultValue());
    }
}
