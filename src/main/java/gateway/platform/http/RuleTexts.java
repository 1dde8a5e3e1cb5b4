package gateway.platform.http;

import java.util.Optional;

/** The words of the rules in one kind of pack. Declared as a bean by the module whose rules they are. */
public interface RuleTexts {

    /** The kind of the pack. */
    String kind();

    /** @param language {@code uz}, {@code ru} or {@code en} */
    Optional<String> find(String rule, int version, String language);
}
