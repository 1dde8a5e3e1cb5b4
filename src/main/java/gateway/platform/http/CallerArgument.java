package gateway.platform.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/** Gives a controller the {@link Caller} it asks for. */
@Configuration(proxyBeanMethods = false)
class CallerArgument implements SyncHandlerMethodArgumentResolver, WebFluxConfigurer {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        var caller = exchange.getAttribute(Caller.ATTRIBUTE);
        if (caller == null) {
            // Only a public path gets here without a caller, and a public path must not ask for one.
            throw new IllegalStateException(
                    "No caller on " + exchange.getRequest().getPath());
        }
        return caller;
    }
}
