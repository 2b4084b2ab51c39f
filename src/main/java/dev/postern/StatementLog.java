package dev.postern;

import dev.postern.statement.StatementListener;
import dev.postern.statement.StatementRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each statement that ran, at {@code logging.level.dev.postern.StatementLog=debug}; never a value. */
final class StatementLog implements StatementListener {

    private static final Logger LOG = LoggerFactory.getLogger(StatementLog.class);

    @Override
    public void ran(StatementRun run) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} rows, {} parameters, {} ms: {}",
                    run.statement().name(),
                    run.rows(),
                    run.parameters(),
                    run.took().toNanos() / 1_000_000.0,
                    run.sql());
        }
    }
}
