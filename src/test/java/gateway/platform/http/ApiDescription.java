package gateway.platform.http;

import gateway.payments.PaymentView;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.MediaType;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The API's description (OpenAPI 3.1), made from every controller of the product without starting what they need: the
 * controllers stand there unconstructed, which is enough to read their mappings.
 */
final class ApiDescription {

    static final Path FILE = Path.of("src/main/resources/static/docs/openapi.yaml");

    private static final Path SOURCES = Path.of("src/main/java/gateway");

    private ApiDescription() {}

    /** Of every controller of the product. */
    static String generate() {
        return generate(controllerClasses());
    }

    static String generate(List<Class<?>> controllers) {
        var application = new SpringApplication(Application.class);
        application.addInitializers((GenericApplicationContext context) ->
                controllers.forEach(type -> context.registerBeanDefinition(type.getName(), unconstructed(type))));
        application.setWebApplicationType(org.springframework.boot.WebApplicationType.REACTIVE);
        try (var context = application.run(
                "--spring.config.location=optional:classpath:/none/",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--server.port=0",
                "--springdoc.default-produces-media-type=application/json",
                "--springdoc.paths-to-exclude=/,/docs,/docs/")) {
            return yaml(context);
        }
    }

    private static String yaml(ConfigurableApplicationContext context) {
        var description = context.getBean(Resource.class).describe();
        description.setPaths(sorted(description));
        var components = description.getComponents();
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        return Yaml31.pretty(description).stripTrailing() + "\n";
    }

    private static io.swagger.v3.oas.models.Paths sorted(OpenAPI description) {
        var paths = new io.swagger.v3.oas.models.Paths();
        new TreeMap<>(description.getPaths()).forEach(paths::addPathItem);
        return paths;
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(
            classes = {
                org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration.class,
                org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration.class,
                org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration.class,
                org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration.class,
                org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration.class,
                org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration.class,
                org.springdoc.core.configuration.SpringDocConfiguration.class,
                org.springdoc.core.properties.SpringDocConfigProperties.class,
                org.springdoc.core.configuration.SpringDocJacksonKotlinModuleConfiguration.class,
                org.springdoc.webflux.core.configuration.MultipleOpenApiSupportConfiguration.class,
                org.springdoc.webflux.core.configuration.SpringDocWebFluxConfiguration.class
            })
    static class Application {

        @Bean
        ApiParts apiParts() {
            SpringDocUtils.getConfig()
                    .addRequestWrapperToIgnore(Caller.class, Staff.class, KeyedRequest.class, RepeatableRequest.class);
            var comments = new SourceComments(SOURCES);
            // What is passed on as it was answered is always a payment.
            SpringDocUtils.getConfig()
                    .replaceWithClass(JsonNode.class, PaymentView.class)
                    .replaceWithClass(MediaType.class, String.class);
            ModelConverters.getInstance(true).addConverter(new RecordSchemas(comments));
            return new ApiParts(comments);
        }

        @Bean
        GlobalOperationCustomizer operations(ApiParts parts) {
            return parts::complete;
        }

        @Bean
        OpenApiCustomizer whole(ApiParts parts) {
            return parts::complete;
        }

        @Bean
        Resource resource(
                org.springframework.beans.factory.ObjectFactory<org.springdoc.core.service.OpenAPIService> service,
                org.springdoc.core.service.AbstractRequestService requests,
                org.springdoc.core.service.GenericResponseService responses,
                org.springdoc.core.service.OperationService operations,
                org.springdoc.core.properties.SpringDocConfigProperties properties,
                org.springdoc.core.providers.SpringDocProviders providers,
                org.springdoc.core.customizers.SpringDocCustomizers customizers) {
            return new Resource(service, requests, responses, operations, properties, providers, customizers);
        }
    }

    /** Opens what springdoc keeps for its own endpoint. */
    static final class Resource extends org.springdoc.webflux.api.OpenApiWebfluxResource {

        Resource(
                org.springframework.beans.factory.ObjectFactory<org.springdoc.core.service.OpenAPIService> service,
                org.springdoc.core.service.AbstractRequestService requests,
                org.springdoc.core.service.GenericResponseService responses,
                org.springdoc.core.service.OperationService operations,
                org.springdoc.core.properties.SpringDocConfigProperties properties,
                org.springdoc.core.providers.SpringDocProviders providers,
                org.springdoc.core.customizers.SpringDocCustomizers customizers) {
            super(service, requests, responses, operations, properties, providers, customizers);
        }

        OpenAPI describe() {
            return getOpenApi("/", Locale.ENGLISH);
        }
    }

    private static <T> BeanDefinition unconstructed(Class<T> type) {
        return BeanDefinitionBuilder.genericBeanDefinition(type, () -> new SpringObjenesis().newInstance(type, false))
                .getBeanDefinition();
    }

    private static List<Class<?>> controllerClasses() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var product = StrictJson.class.getProtectionDomain().getCodeSource().getLocation();
        return scanner.findCandidateComponents("gateway").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), ApiDescription.class.getClassLoader()))
                .filter(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().equals(product))
                .toList();
    }
}
