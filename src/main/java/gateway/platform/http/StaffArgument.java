package gateway.platform.http;

import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/** Gives a controller the member of the staff it asks for, if they have a role that it {@link Needs}. */
@Configuration(proxyBeanMethods = false)
class StaffArgument implements SyncHandlerMethodArgumentResolver, WebFluxConfigurer {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Staff.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        Staff staff = exchange.getAttribute(Staff.ATTRIBUTE);
        var needs = parameter.getParameterAnnotation(Needs.class);
        if (staff == null || needs == null) {
            // Only staff get to a path of theirs, and each of these names its roles.
            throw new IllegalStateException(
                    "No staff or no role on " + exchange.getRequest().getPath());
        }
        StaffRoles.check(staff, Set.of(needs.value()));
        return staff;
    }
}
