package dev.postern.schema;

import java.util.List;
import java.util.Set;

/** What somebody must be, or may do, to be answered a field. */
public sealed interface Requirement {

    /**
     * Whether a caller meets it.
     *
     * @param isAuthenticated whether it is known who that is
     */
    boolean isMetBy(boolean isAuthenticated, Set<String> scopes, Set<String> policies);

    /** To be known, behind {@code @authenticated}. */
    record Authenticated() implements Requirement {

        @Override
        public boolean isMetBy(boolean isAuthenticated, Set<String> scopes, Set<String> policies) {
            return isAuthenticated;
        }
    }

    /**
     * To have scopes, behind {@code @requiresScopes}.
     *
     * @param anyOf all scopes of one of these
     */
    record Scopes(List<Set<String>> anyOf) implements Requirement {

        @Override
        public boolean isMetBy(boolean isAuthenticated, Set<String> scopes, Set<String> policies) {
            return isAuthenticated && anyOf.stream().anyMatch(scopes::containsAll);
        }
    }

    /**
     * To fulfil policies, behind {@code @policy}.
     *
     * @param anyOf all policies of one of these
     */
    record Policies(List<Set<String>> anyOf) implements Requirement {

        @Override
        public boolean isMetBy(boolean isAuthenticated, Set<String> scopes, Set<String> policies) {
            return anyOf.stream().anyMatch(policies::containsAll);
        }
    }
}
