/** Connections to PostgreSQL: the embedded server, the pool, migrations, credentials. */
@NullMarked
package dev.postern.database;

import org.jspecify.annotations.NullMarked;
