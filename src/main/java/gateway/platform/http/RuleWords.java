package gateway.platform.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds what a rule says, whichever module's it is. */
@Component
final class RuleWords {

    private final List<RuleTexts> texts;

    RuleWords(ObjectProvider<RuleTexts> texts) {
        this.texts = texts.orderedStream().toList();
    }

    Optional<String> of(RuleReference reference, Locale language) {
        return texts.stream()
                .filter(it -> it.kind().equals(reference.kind()))
                .findFirst()
                .flatMap(it -> it.find(reference.rule(), reference.version(), language.getLanguage()));
    }
}
