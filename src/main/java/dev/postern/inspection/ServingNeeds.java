package dev.postern.inspection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role that serves needs for its settings' sake, besides what statements need.
 *
 * @param answers the table of answers to mutations with a key
 * @param outbox the table of events that nobody may miss
 * @param apiKeys the table of API keys, null when there is none
 * @param roles that statements may run as
 * @param alwaysTaken whether all statements run as one of these, so that the serving role itself runs none
 */
public record ServingNeeds(
        String answers, String outbox, @Nullable String apiKeys, List<String> roles, boolean alwaysTaken) {

    public ServingNeeds {
        roles = List.copyOf(roles);
    }
}
