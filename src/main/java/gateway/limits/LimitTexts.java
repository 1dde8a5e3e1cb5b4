package gateway.limits;

import gateway.packs.InForce;
import gateway.platform.http.RuleTexts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The words of the limits. */
@Component
final class LimitTexts implements RuleTexts {

    private final InForce<LimitBook> pack;

    LimitTexts(InForce<LimitBook> pack) {
        this.pack = pack;
    }

    @Override
    public String kind() {
        return "limits";
    }

    @Override
    public Optional<String> find(String rule, int version, String language) {
        return pack.lastKnown().limits().stream()
                .filter(it -> it.id().equals(rule) && it.version() == version)
                .findFirst()
                .map(it -> it.citation().text().in(language));
    }
}
