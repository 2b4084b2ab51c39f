package dev.postern.testing.weather;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsQueryExecutor;
import com.netflix.graphql.dgs.InputArgument;
import org.springframework.beans.factory.ObjectProvider;

/** Java that runs operations itself, and Java that changes something. */
@DgsComponent
public class StationService {

    private final ObjectProvider<DgsQueryExecutor> executor;

    /** The executor is made of all components, this one among them. */
    public StationService(ObjectProvider<DgsQueryExecutor> executor) {
        this.executor = executor;
    }

    /** What an operation comes to, as Java writes maps. */
    @DgsQuery
    public String asked(@InputArgument String document) {
        return executor.getObject().execute(document).toSpecification().toString();
    }

    @DgsMutation
    public String signal() {
        return "sent";
    }
}
