package dev.postern.identity;

import org.jspecify.annotations.Nullable;

/** Where API keys are kept; safe for use by several threads. */
interface ApiKeys {

    /**
     * The key with this hash, null where there is none, or none any more.
     *
     * @throws UnidentifiedException when nobody can say at the moment
     */
    @Nullable
    ApiKey find(String hash);
}
