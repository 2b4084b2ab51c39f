package dev.postern.database;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line of the log for each migration, before it runs: some take long. */
final class MigrationProgress extends BaseCallback {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationProgress.class);

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        LOG.info("Running {} …", context.getMigrationInfo().getScript());
    }
}
