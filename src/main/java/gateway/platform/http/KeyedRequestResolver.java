package gateway.platform.http;

import gateway.platform.crypto.MasterKey;
import gateway.platform.http.KeyedRequest.NoBody;
import org.jspecify.annotations.Nullable;
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

/**
 * Makes a controller's {@link KeyedRequest} or {@link RepeatableRequest}: key first, then the whole body, then its
 * fingerprint and record.
 */
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
        return parameter.getParameterType() == KeyedRequest.class
                || parameter.getParameterType() == RepeatableRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var header = request.getHeaders().getFirst(IdempotencyKey.HEADER);
        if (parameter.getParameterType() == RepeatableRequest.class) {
            return repeatable(request, header == null ? null : IdempotencyKey.parse(header));
        }
        var key = IdempotencyKey.parse(header);
        var type = ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass();
        if (type != NoBody.class) {
            requireJson(request);
        }
        return body(request).map(body -> new KeyedRequest<>(key, fingerprint(request, body), record(body, type)));
    }

    // Whether it brings {} or nothing is the client's taste; anything more is a field that nobody knows.
    private Mono<Object> repeatable(ServerHttpRequest request, @Nullable IdempotencyKey key) {
        return body(request).map(body -> {
            record(body, NoBody.class);
            return new RepeatableRequest(key, fingerprint(request, body));
        });
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), StrictJson.MAX_BODY)
                .map(KeyedRequestResolver::drain)
                .defaultIfEmpty(NOTHING);
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
