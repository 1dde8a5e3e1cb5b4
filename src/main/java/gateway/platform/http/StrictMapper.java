package gateway.platform.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** A JSON mapper that guesses nothing: no coercion, no unknown or repeated field, no silent null, bounded sizes. */
final class StrictMapper {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxDocumentLength(StrictJson.MAX_BODY)
            .maxTokenCount(8 * 1024)
            .maxNameLength(128)
            .maxNumberLength(40)
            .maxStringLength(16 * 1024)
            .build();

    private StrictMapper() {}

    static JsonMapper create() {
        var builder = JsonMapper.builder(
                JsonFactory.builder().streamReadConstraints(BOUNDS).build());
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .addModule(new SimpleModule("text").addDeserializer(String.class, new TextDeserializer()))
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new NullnessIntrospector(), builder.annotationIntrospector()))
                .build();
    }

    /** Takes text only, and only text a person could have typed on one line. */
    private static final class TextDeserializer extends StdScalarDeserializer<String> {

        TextDeserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(getValueType(context), parser);
            }
            var text = parser.getString();
            return isPrintable(text)
                    ? text
                    : context.reportInputMismatch(this, "control character or broken surrogate");
        }

        private static boolean isPrintable(String text) {
            for (int at = 0; at < text.length(); at++) {
                char each = text.charAt(at);
                if (Character.isISOControl(each)) {
                    return false;
                }
                if (Character.isSurrogate(each)) {
                    return text.codePoints().noneMatch(StrictMapper::isUnwanted);
                }
            }
            return true;
        }
    }

    private static boolean isUnwanted(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** A record's component may be absent or null only when it says {@code @Nullable}. */
    private static final class NullnessIntrospector extends NopAnnotationIntrospector {

        private static final JsonSetter.Value REFUSE = JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
        private static final JsonSetter.Value ALLOW = JsonSetter.Value.construct(Nulls.SET, Nulls.FAIL);

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            if (!(annotated instanceof AnnotatedMember member)
                    || !member.getDeclaringClass().isRecord()) {
                return JsonSetter.Value.empty();
            }
            return isNullable(member) ? ALLOW : REFUSE;
        }

        private static boolean isNullable(AnnotatedMember member) {
            var components = member.getDeclaringClass().getRecordComponents();
            return member instanceof AnnotatedParameter parameter
                    ? isNullable(components[parameter.getIndex()])
                    : Arrays.stream(components)
                            .filter(component -> component.getName().equals(member.getName()))
                            .anyMatch(NullnessIntrospector::isNullable);
        }

        private static boolean isNullable(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }
}
