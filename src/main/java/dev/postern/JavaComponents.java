package dev.postern;

import com.netflix.graphql.dgs.DgsComponent;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Java that answers fields: the components in the packages that {@code postern.components} names.
 *
 * <p>Their classes are on the class path, in {@code lib/*.jar} beside {@code schema/} for instance.
 */
final class JavaComponents implements ImportBeanDefinitionRegistrar, EnvironmentAware {

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** Where they are looked for; none by default. */
    static String[] packages(Environment environment) {
        return environment.getProperty("postern.components", String[].class, new String[0]);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        var packages = packages(environment);
        if (packages.length == 0) {
            return;
        }
        var scanner = new ClassPathBeanDefinitionScanner(registry, true, environment);
        scanner.addIncludeFilter(new AnnotationTypeFilter(DgsComponent.class));
        scanner.scan(packages);
    }
}
