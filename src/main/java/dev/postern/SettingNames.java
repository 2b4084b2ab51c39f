package dev.postern;

import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.database.StatementLimits;
import dev.postern.document.DocumentProperties;
import dev.postern.execution.ClaimsProperties;
import dev.postern.execution.ExecutionProperties;
import dev.postern.execution.IdempotencyProperties;
import dev.postern.execution.MutationProperties;
import dev.postern.execution.PageProperties;
import dev.postern.execution.ResultLimits;
import dev.postern.fetching.FederationProperties;
import dev.postern.finding.Nearest;
import dev.postern.identity.ApiKeyProperties;
import dev.postern.identity.CertificateProperties;
import dev.postern.identity.IdentityProperties;
import dev.postern.identity.TokenProperties;
import dev.postern.plan.CacheProperties;
import dev.postern.plan.OperationLimits;
import dev.postern.rate.RateProperties;
import dev.postern.schema.ScalarProperties;
import dev.postern.server.AccessProperties;
import dev.postern.server.CorsProperties;
import dev.postern.server.HttpProperties;
import dev.postern.server.RequestLimits;
import dev.postern.server.StreamProperties;
import dev.postern.server.TraceProperties;
import dev.postern.subscription.SubscriptionProperties;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The refusal of settings that do not exist: a misspelt one would otherwise do nothing, in silence.
 *
 * <p>It looks at whatever begins with {@code postern.}, or with {@code POSTERN_} in the environment and in {@code .env}.
 */
final class SettingNames implements EnvironmentPostProcessor, Ordered {

    private static final List<Class<? extends Record>> RECORDS = List.of(
            ProjectProperties.class,
            DisclosureProperties.class,
            FederationProperties.class,
            DatabaseProperties.class,
            MigrationProperties.class,
            ScalarProperties.class,
            HttpProperties.class,
            CorsProperties.class,
            TraceProperties.class,
            AccessProperties.class,
            ClaimsProperties.class,
            IdentityProperties.class,
            TokenProperties.class,
            ApiKeyProperties.class,
            CertificateProperties.class,
            RequestLimits.class,
            RateProperties.class,
            StreamProperties.class,
            SubscriptionProperties.class,
            ResultLimits.class,
            PageProperties.class,
            StatementLimits.class,
            OperationLimits.class,
            CacheProperties.class,
            DocumentProperties.class,
            ExecutionProperties.class,
            MutationProperties.class,
            IdempotencyProperties.class);

    /** Behind the files that Spring reads. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        check(environment);
    }

    /** @throws SettingException for the first that does not exist */
    static void check(ConfigurableEnvironment environment) {
        var known = known();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                Arrays.stream(named.getPropertyNames()).forEach(name -> check(name, known));
            }
        }
    }

    private static void check(String name, Set<String> known) {
        var ours = name.startsWith("postern.") || name.startsWith("POSTERN_");
        var plain = name.replaceFirst("\\[\\d+]$", "");
        if (!ours || known.stream().anyMatch(setting -> bare(setting).equals(bare(plain)))) {
            return;
        }
        var candidates = name.startsWith("POSTERN_")
                ? known.stream().map(SettingNames::variable).toList()
                : known;
        var nearest = Nearest.to(plain, candidates, 4)
                .map(candidate -> "; nearest is '" + candidate + "'")
                .orElse("");
        throw new SettingException("There is no setting '" + plain + "'" + nearest + ". Correct it, or remove it.");
    }

    private static Set<String> known() {
        var known = new TreeSet<>(Set.of("postern.components"));
        for (var type : RECORDS) {
            var annotation = type.getAnnotation(ConfigurationProperties.class);
            var prefix = annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
            Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                    .forEach(parameter -> known.add(prefix + "." + name(parameter)));
        }
        return known;
    }

    private static String name(Parameter parameter) {
        var named = parameter.getAnnotation(Name.class);
        return named != null
                ? named.value()
                : parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Spring takes {@code pool-size}, {@code poolSize} and {@code POOLSIZE} for the same. */
    private static String bare(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }
}
