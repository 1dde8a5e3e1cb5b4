package gateway.sessions.policy;

import gateway.packs.InForce;
import gateway.platform.http.RuleTexts;
import gateway.rulebook.Version;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The words of the policy's rules. */
@Component
final class PolicyTexts implements RuleTexts {

    private final InForce<SessionBook> pack;

    PolicyTexts(InForce<SessionBook> pack) {
        this.pack = pack;
    }

    @Override
    public String kind() {
        return "sessions";
    }

    @Override
    public Optional<String> find(String rule, int version, String language) {
        var book = pack.lastKnown();
        return Stream.<Version<?>>concat(
                        book.newDevice().versions().stream(),
                        Stream.concat(book.codes().versions().stream(), book.sessions().versions().stream()))
                .filter(it -> it.id().equals(rule) && it.number() == version)
                .findFirst()
                .map(it -> it.head().citation().text().in(language));
    }
}
