package gateway.crossborder.rates;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all forms of rates have in common: JSON in which nothing stands twice, and texts of an exact form. */
final class FeedText {

    static final int MOST_ROWS = 500;
    static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,10})?");
    static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FeedText() {}

    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw new UnreadableRates("not JSON", notJson);
        }
    }

    static String text(JsonNode row, String field, Pattern form) {
        var value = row.get(field);
        if (value == null
                || !value.isString()
                || !form.matcher(value.stringValue()).matches()) {
            throw new UnreadableRates("%s is absent or not the text it should be".formatted(field));
        }
        return value.stringValue();
    }
}
