package dev.postern.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a statement's script, as the mapper's elements nest, with the includes in their places; immutable. */
sealed interface ScriptNode {

    /**
     * A run of SQL.
     *
     * @param origin where it stands, null when nobody knows
     */
    record Text(String text, @Nullable Origin origin) implements ScriptNode {}

    /** An {@code <if>}, or a {@code <when>} of a {@code <choose>}. */
    record When(Condition test, List<ScriptNode> parts) implements ScriptNode {}

    /** A {@code <choose>}: the first that holds, or else {@code otherwise}. */
    record Choice(List<When> whens, List<ScriptNode> otherwise) implements ScriptNode {}

    /** A {@code <foreach>}; {@code open}, {@code separator} and {@code close} are empty when they were left out. */
    record Each(
            String collection,
            String item,
            String index,
            String open,
            String separator,
            String close,
            List<ScriptNode> parts)
            implements ScriptNode {}

    /**
     * A {@code <bind>}, which makes a name.
     *
     * @param order what {@code page.by} in it says, null for another expression
     */
    record Made(String name, @Nullable PageOrder order) implements ScriptNode {}

    /**
     * A {@code <trim>}, {@code <where>} or {@code <set>}.
     *
     * @param prefix put before what is left, empty for nothing
     * @param suffix put behind it, empty for nothing
     * @param leading in capitals: the first of these with which the text begins is cut off
     * @param trailing the same for the end
     */
    record Trimmed(String prefix, String suffix, List<String> leading, List<String> trailing, List<ScriptNode> parts)
            implements ScriptNode {}
}
