package gateway.crossborder;

import gateway.platform.journal.MemoryWriter;
import gateway.platform.journal.Part;
import gateway.processors.correspondent.Correspondents;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.Recall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.support.GenericApplicationContext;

/** Correspondents that remember what was decided to be sent, by the journal's own rules, and send nothing. */
public final class CorrespondentDouble implements Correspondents {

    public final Map<String, CreditTransfer> sent = new ConcurrentHashMap<>();
    public final Map<String, Recall> recalls = new ConcurrentHashMap<>();
    public volatile List<Fault> faults = List.of();

    record SendTransfer(CreditTransfer transfer) implements Part {}

    record SendRecall(Recall recall) implements Part {}

    public void join(GenericApplicationContext context) {
        context.registerBean("correspondentDouble", Correspondents.class, () -> this, bean -> bean.setPrimary(true));
        context.registerBean(
                "sendTransferDouble",
                MemoryWriter.class,
                () -> new MemoryWriter<>(
                        SendTransfer.class,
                        1_280,
                        part -> null,
                        part -> sent.put(part.transfer().instructionId(), part.transfer())));
        context.registerBean(
                "sendRecallDouble",
                MemoryWriter.class,
                () -> new MemoryWriter<>(
                        SendRecall.class,
                        1_290,
                        part -> null,
                        part -> recalls.put(part.recall().id(), part.recall())));
    }

    @Override
    public List<Fault> faults(CreditTransfer transfer) {
        return faults;
    }

    @Override
    public Part send(CreditTransfer transfer) {
        return new SendTransfer(transfer);
    }

    @Override
    public Part recall(Recall recall) {
        return new SendRecall(recall);
    }
}
