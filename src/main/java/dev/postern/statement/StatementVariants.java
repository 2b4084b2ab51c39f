package dev.postern.statement;

import java.util.List;
import java.util.Set;

/**
 * The texts that a statement can have.
 *
 * @param all each once, the one with the least given first; all there are up to a bound, and beyond it so many that
 *     each two values of two parameters meet in one
 * @param possible how many there could be; beyond a bound no more than an estimate from above
 * @param paired what decides the text, where not every combination of it is among them: paths, and conditions that
 *     are not understood; none where all combinations are
 * @param absentLists the lists of {@code foreach}s that fail when they are absent, and can be
 */
public record StatementVariants(
        List<StatementVariant> all, long possible, List<String> paired, Set<String> absentLists) {

    public StatementVariants {
        all = List.copyOf(all);
        paired = List.copyOf(paired);
        absentLists = Set.copyOf(absentLists);
    }
}
