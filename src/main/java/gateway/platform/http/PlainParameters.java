package gateway.platform.http;

import org.springframework.core.convert.converter.Converter;

/**
 * Text in paths, queries and headers, as text in bodies: without control characters. PostgreSQL takes no NUL, and no
 * name, day or code of ours has a line break.
 */
final class PlainParameters implements Converter<String, String> {

    @Override
    public String convert(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A control character");
        }
        return text;
    }
}
