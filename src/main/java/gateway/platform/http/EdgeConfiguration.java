package gateway.platform.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** How WebFlux reads requests here: strictly, and never more than one body's worth. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration implements WebFluxConfigurer {

    private final StrictJsonDecoder decoder;
    private final KeyedRequestResolver keyedRequests;

    EdgeConfiguration(StrictJsonDecoder decoder, KeyedRequestResolver keyedRequests) {
        this.decoder = decoder;
        this.keyedRequests = keyedRequests;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.defaultCodecs().maxInMemorySize(StrictJson.MAX_BODY);
        codecs.customCodecs().register(decoder);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, String.class, new PlainParameters());
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(keyedRequests);
    }
}
