package dev.postern.testing.weather;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import com.netflix.graphql.dgs.exceptions.DgsBadRequestException;
import com.netflix.graphql.dgs.exceptions.DgsEntityNotFoundException;
import com.netflix.graphql.types.errors.ErrorType;
import com.netflix.graphql.types.errors.TypedGraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Java beside SQL, as a team would write it: parent of bound fields, child of bound rows. */
@DgsComponent
public class WeatherService {

    /** What it answers; {@code port} comes from SQL, by {@code portId}. */
    public record Weather(Long portId, String summary) {}

    @DgsQuery
    public List<Weather> forecasts(@InputArgument List<Long> portIds) {
        return portIds.stream().map(id -> new Weather(id, "calm")).toList();
    }

    @DgsQuery
    public Weather nowhere() {
        return new Weather(null, "unknown");
    }

    @DgsData(parentType = "Vessel")
    public Weather weather(DgsDataFetchingEnvironment environment) {
        Map<String, Object> vessel = environment.getSource();
        return new Weather((Long) vessel.get("home_port_id"), "windy at " + vessel.get("name"));
    }

    @DgsData(parentType = "Vessel")
    public String columns(DgsDataFetchingEnvironment environment) {
        Map<String, Object> vessel = environment.getSource();
        return vessel.toString();
    }

    @DgsData(parentType = "Size", field = "area")
    public Object area(DgsDataFetchingEnvironment environment) {
        Map<String, Object> size = environment.getSource();
        return (Long) size.get("length") * (Long) size.get("width");
    }

    @DgsQuery
    public String broken() {
        throw new IllegalStateException("jdbc:postgresql://secret");
    }

    @DgsQuery
    public CompletableFuture<String> brokenLater() {
        return CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("jdbc:postgresql://secret");
        });
    }

    @DgsQuery
    public String absent() {
        throw new DgsEntityNotFoundException("There is no such station.");
    }

    @DgsQuery
    public String refused() {
        throw new DgsBadRequestException("A station has a number.");
    }

    @DgsQuery
    public DataFetcherResult<String> half() {
        return DataFetcherResult.<String>newResult()
                .data("calm")
                .error(TypedGraphQLError.newBuilder()
                        .message("The forecast is from yesterday.")
                        .errorType(ErrorType.FAILED_PRECONDITION)
                        .build())
                .error(GraphqlErrorBuilder.newError()
                        .message("The wind is guessed.")
                        .extensions(Map.of("code", "GUESSED", "by", 3))
                        .build())
                .build();
    }
}
