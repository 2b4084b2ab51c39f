package dev.postern.testing.station;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stations, which no table holds, and a field of boats that Java answers from what another service says of them. */
@DgsComponent
public class Stations {

    /** A station of the answer. */
    public record Station(String id, String name) {}

    /** Null for a number that is odd; an error for "broken". */
    @DgsEntityFetcher(name = "Station")
    public @Nullable Station station(Map<String, Object> representation) {
        var id = String.valueOf(representation.get("id"));
        if (id.equals("broken")) {
            throw new IllegalStateException("secret");
        }
        return Integer.parseInt(id) % 2 == 1 ? null : new Station(id, "Station " + id);
    }

    /** From a required field and a column of the row that was looked up. */
    @DgsData(parentType = "Boat", field = "wake")
    public String wake(DgsDataFetchingEnvironment environment) {
        Map<String, Object> boat = Objects.requireNonNull(environment.getSource());
        return boat.get("name") + " at " + boat.get("speed");
    }
}
