package gateway.reconciliation;

import gateway.reconciliation.files.Profile;
import gateway.rulebook.PackText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/** The counterparties that come with the gateway. */
public final class SamplePack {

    private SamplePack() {}

    public static Counterparties counterparties() {
        try {
            return CounterpartyReader.read(PackText.load(new ClassPathResource("reconciliation/sample.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Profile theirs(String counterparty) {
        return counterparties().find(counterparty).orElseThrow().theirs();
    }

    public static Profile bank() {
        return counterparties().find("humo").orElseThrow().bank();
    }
}
