package gateway.platform.http;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes records as they are read and written here: what is not {@code @Nullable} is always there. */
final class RecordSchemas implements ModelConverter {

    private final SourceComments comments;

    RecordSchemas(SourceComments comments) {
        this.comments = comments;
    }

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var raw = rawClass(type);
        if (raw != null && raw.isRecord()) {
            var model = context.getDefinedModels().get(raw.getSimpleName());
            describe(raw, model != null ? model : schema);
        }
        return schema;
    }

    private void describe(Class<?> raw, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        var about = comments.of(raw.getSimpleName());
        if (!about.isEmpty()) {
            schema.setDescription(about);
        }
        @SuppressWarnings("rawtypes")
        Map<String, Schema> properties = schema.getProperties();
        schema.setRequired(null);
        for (var component : raw.getRecordComponents()) {
            var property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            if (Arrays.stream(component.getAnnotatedType().getAnnotations())
                    .noneMatch(annotation -> annotation instanceof Nullable)) {
                schema.addRequiredItem(component.getName());
            }
            var text = comments.of(raw.getSimpleName() + "." + component.getName());
            if (!text.isEmpty()) {
                property.setDescription(text);
            }
        }
    }

    private static @Nullable Class<?> rawClass(AnnotatedType type) {
        if (type.getType() == null) {
            return null;
        }
        JavaType java = Json31.mapper().constructType(type.getType());
        return java.getRawClass();
    }
}
