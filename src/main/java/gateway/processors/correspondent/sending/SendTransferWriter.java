package gateway.processors.correspondent.sending;

import gateway.platform.journal.PartWriter;
import gateway.processors.correspondent.MessageRefusal.OtherMessage;
import gateway.processors.correspondent.message.WriteMessage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores messages that send transfers. The same again changes nothing; the first bytes stay. */
@Component
class SendTransferWriter implements PartWriter<SendTransfer> {

    private static final String FIND = """
            select o.id, o.facts
              from unnest(?::text[]) u(id)
              join correspondents.outgoing o on o.id = u.id
            """;

    @Override
    public Class<SendTransfer> kind() {
        return SendTransfer.class;
    }

    @Override
    public int order() {
        return 1200;
    }

    @Override
    public List<Read> reads() {
        return List.of(new Read("stored_transfer_messages", "id text, facts bytea", FIND));
    }

    @Override
    public List<String> writes() {
        return List.of(Row.WRITE);
    }

    @Override
    public Batch<SendTransfer> open(List<SendTransfer> parts) {
        return new Transfers(parts);
    }

    /** The batch's transfers, and which messages are stored already. */
    private static final class Transfers implements Batch<SendTransfer> {

        private final List<SendTransfer> parts;
        private final Map<String, byte[]> known = new HashMap<>();
        private final List<Row> fresh = new ArrayList<>();

        Transfers(List<SendTransfer> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(List.of((Object) parts.stream().map(SendTransfer::id).toArray(String[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            known.put(
                    Objects.requireNonNull(row.get(0, String.class)), Objects.requireNonNull(row.get(1, byte[].class)));
        }

        @Override
        public @Nullable OtherMessage check(SendTransfer part) {
            var stored = known.get(part.id());
            return stored == null || MessageDigest.isEqual(stored, part.facts()) ? null : new OtherMessage(part.id());
        }

        @Override
        public void apply(SendTransfer part) {
            if (known.putIfAbsent(part.id(), part.facts()) == null) {
                fresh.add(new Row(
                        part.id(),
                        part.correspondent(),
                        part.uetr(),
                        WriteMessage.TRANSFER,
                        part.facts(),
                        part.body(),
                        part.at()));
            }
        }

        @Override
        public List<Rows> rows() {
            return List.of(Row.of(fresh));
        }
    }
}
