package gateway.platform.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;

/** Reads {@code @RequestBody} parameters with {@link StrictJson}, so that no controller takes less strict a path. */
@Component
final class StrictJsonDecoder extends AbstractDataBufferDecoder<Object> {

    private final StrictJson json;

    StrictJsonDecoder(StrictJson json) {
        super(MediaType.APPLICATION_JSON, MediaType.valueOf("application/*+json"));
        setMaxInMemorySize(StrictJson.MAX_BODY);
        this.json = json;
    }

    @Override
    public Object decode(
            DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return json.read(bytes, type.toClass());
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
