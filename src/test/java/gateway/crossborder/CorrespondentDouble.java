package gateway.crossborder;

import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.processors.correspondent.Correspondents;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.Recall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
                Remembering.class,
                () -> new Remembering<>(
                        SendTransfer.class,
                        1_280,
                        part -> sent.put(part.transfer().instructionId(), part.transfer())));
        context.registerBean(
                "sendRecallDouble",
                Remembering.class,
                () -> new Remembering<>(
                        SendRecall.class,
                        1_290,
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

    /** Remembers the parts of entries that were accepted. */
    record Remembering<P extends Part>(Class<P> kind, int order, java.util.function.Consumer<P> memory)
            implements PartWriter<P> {

        @Override
        public List<Read> reads() {
            return List.of();
        }

        @Override
        public List<String> writes() {
            return List.of();
        }

        @Override
        public Batch<P> open(List<P> parts) {
            var applied = new ArrayList<P>();
            return new Batch<>() {

                @Override
                public List<List<Object>> asks() {
                    return List.of();
                }

                @Override
                public void found(int read, FoundRow row) {
                    throw new IllegalStateException("Nothing is read");
                }

                @Override
                public @Nullable Refusal check(P part) {
                    return null;
                }

                @Override
                public void apply(P part) {
                    applied.add(part);
                }

                @Override
                public List<Rows> rows() {
                    applied.forEach(memory);
                    return List.of();
                }
            };
        }
    }
}
