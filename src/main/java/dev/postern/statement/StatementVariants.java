package dev.postern.statement;

import java.util.List;
import java.util.Set;

/**
 * The texts that a statement can have.
 *
 * @param all each once, the one with the least given first; all there are up to a bound, and beyond it so many that
 *     each two values of two parameters meet in one
 * @param possible how many there could be; beyond a bound no more than an estimate from above
 * @param absentLists the lists of {@code foreach}s that fail when they are absent, and can be
 */
public record StatementVariants(List<StatementVariant> all, long possible, Set<String> absentLists) {

    public StatementVariants {
        all = List.copyOf(all);
        absentLists = Set.copyOf(absentLists);
    }
}
