package gateway.processors.correspondent.sending;

import gateway.platform.crypto.Sha256;
import gateway.platform.journal.Part;
import gateway.processors.correspondent.Correspondents;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.Recall;
import gateway.processors.correspondent.links.Links;
import gateway.processors.correspondent.message.OwnSchema;
import gateway.processors.correspondent.message.UsageRules;
import gateway.processors.correspondent.message.WriteMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Messages that are stored with the entry that decides them; {@link SendMessages} does the rest. */
@Component
class StoredMessages implements Correspondents {

    private final Links links;
    private final Clock clock;

    StoredMessages(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Override
    public List<Fault> faults(CreditTransfer it) {
        return links.find(it.correspondent()).isEmpty()
                ? List.of(new Fault("LINK", "InstdAgt", "There is no correspondent " + it.correspondent()))
                : UsageRules.faults(it);
    }

    @Override
    public Part send(CreditTransfer it) {
        refuse(faults(it));
        var ends = links.find(it.correspondent()).orElseThrow().ends();
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var body = WriteMessage.transfer(it, ends, at);
        var misfit = OwnSchema.misfit(body);
        if (misfit.isPresent()) {
            throw new IllegalArgumentException("The message does not fit the schema: " + misfit.get());
        }
        var facts = Sha256.of(WriteMessage.transfer(it, ends, Instant.EPOCH));
        return new SendTransfer(WriteMessage.idOf(it), it.correspondent(), it.uetr(), facts, body, at);
    }

    @Override
    public Part recall(Recall it) {
        refuse(UsageRules.faults(it));
        return new SendRecall(it, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    // The texts of a transfer are a customer's: the rules and paths alone go into the message.
    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The message breaks rules: "
                    + faults.stream().map(it -> it.rule() + " " + it.path()).toList());
        }
    }
}
