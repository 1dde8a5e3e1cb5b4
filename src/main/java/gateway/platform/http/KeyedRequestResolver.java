package gateway.platform.http;

import gateway.platform.crypto.MasterKey;
import gateway.platform.http.KeyedRequest.NoBody;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;

/** Makes a controller's {@link KeyedRequest}: key first, then the whole body, then its fingerprint and record. */
@Component
final class KeyedRequestResolver implements HandlerMethodArgumentResolver {

    private static final byte[] NOTHING = {};

    private final StrictJson json;
    private final MasterKey.Seal seal;

    KeyedRequestResolver(StrictJson json, MasterKey keys) {
        this.json = json;
        this.seal = keys.seal("request fingerprint");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == KeyedRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var key = IdempotencyKey.parse(request.getHeaders().getFirst(IdempotencyKey.HEADER));
        var type = ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass();
        if (type != NoBody.class) {
            requireJson(request);
        }
        return DataBufferUtils.join(request.getBody(), StrictJson.MAX_BODY)
                .map(KeyedRequestResolver::drain)
                .defaultIfEmpty(NOTHING)
                .map(body -> new KeyedRequest<>(key, fingerprint(request, body), record(body, type)));
    }

    private Object record(byte[] body, Class<?> type) {
        return type == NoBody.class && body.length == 0 ? new NoBody() : json.read(body, type);
    }

    private RequestFingerprint fingerprint(ServerHttpRequest request, byte[] body) {
        var uri = request.getURI();
        var query = uri.getRawQuery();
        var path = query == null ? uri.getRawPath() : uri.getRawPath() + '?' + query;
        return RequestFingerprint.of(seal, request.getMethod().name(), path, body);
    }

    private static void requireJson(ServerHttpRequest request) {
        var type = request.getHeaders().getContentType();
        if (type == null || !MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            throw new UnsupportedMediaTypeStatusException("Not JSON");
        }
    }

    private static byte[] drain(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
