package gateway.processors.correspondent.sending;

import gateway.platform.crypto.Sha256;
import gateway.platform.journal.PartWriter;
import gateway.processors.correspondent.MessageRefusal;
import gateway.processors.correspondent.MessageRefusal.NothingSent;
import gateway.processors.correspondent.MessageRefusal.OtherMessage;
import gateway.processors.correspondent.links.Links;
import gateway.processors.correspondent.message.SentTransfer;
import gateway.processors.correspondent.message.WriteMessage;
import gateway.processors.correspondent.message.WriteMessage.Ends;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores messages that recall, written from the transfer's message as it was stored. */
@Component
class SendRecallWriter implements PartWriter<SendRecall> {

    private static final String FIND = """
            select o.id, o.facts
              from unnest(?::text[]) u(id)
              join correspondents.outgoing o on o.id = u.id
            """;

    private static final String FIND_TRANSFERS = """
            select o.uetr, o.correspondent, o.body
              from (select distinct uetr from unnest(?::uuid[]) u(uetr)) u
              join correspondents.outgoing o on o.uetr = u.uetr and o.definition = 'pacs.008.001.08'
            """;

    private final Links links;

    SendRecallWriter(Links links) {
        this.links = links;
    }

    @Override
    public Class<SendRecall> kind() {
        return SendRecall.class;
    }

    @Override
    public int order() {
        return 1210;
    }

    @Override
    public List<Read> reads() {
        return List.of(
                new Read("stored_recall_messages", "id text, facts bytea", FIND),
                new Read("recalled_transfers", "uetr uuid, correspondent text, body bytea", FIND_TRANSFERS));
    }

    @Override
    public List<String> writes() {
        return List.of(Row.WRITE);
    }

    @Override
    public Batch<SendRecall> open(List<SendRecall> parts) {
        return new Recalls(parts, links);
    }

    /** A transfer that was sent, and to whom. */
    private record Sent(String correspondent, Ends ends, SentTransfer transfer) {}

    /** The batch's recalls, and what they recall. */
    private static final class Recalls implements Batch<SendRecall> {

        private final List<SendRecall> parts;
        private final Links links;
        private final Map<String, byte[]> known = new HashMap<>();
        private final Map<UUID, Sent> transfers = new HashMap<>();
        private final List<Row> fresh = new ArrayList<>();

        Recalls(List<SendRecall> parts, Links links) {
            this.parts = parts;
            this.links = links;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(
                    List.of((Object) parts.stream()
                            .map(it -> WriteMessage.idOf(it.recall()))
                            .toArray(String[]::new)),
                    List.of((Object)
                            parts.stream().map(it -> it.recall().uetr()).toArray(UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            if (read == 0) {
                known.put(get(row, 0, String.class), get(row, 1, byte[].class));
            } else {
                var correspondent = get(row, 1, String.class);
                var sent = SentTransfer.of(get(row, 2, byte[].class));
                links.find(correspondent)
                        .ifPresent(link ->
                                transfers.put(get(row, 0, UUID.class), new Sent(correspondent, link.ends(), sent)));
            }
        }

        private static <T> T get(FoundRow row, int column, Class<T> type) {
            return Objects.requireNonNull(row.get(column, type));
        }

        @Override
        public @Nullable MessageRefusal check(SendRecall part) {
            var sent = transfers.get(part.recall().uetr());
            if (sent == null) {
                return new NothingSent(part.recall().uetr());
            }
            var id = WriteMessage.idOf(part.recall());
            var stored = known.get(id);
            return stored == null || MessageDigest.isEqual(stored, facts(part, sent)) ? null : new OtherMessage(id);
        }

        @Override
        public void apply(SendRecall part) {
            var sent = Objects.requireNonNull(transfers.get(part.recall().uetr()));
            var id = WriteMessage.idOf(part.recall());
            var facts = facts(part, sent);
            if (known.putIfAbsent(id, facts) == null) {
                fresh.add(new Row(
                        id,
                        sent.correspondent(),
                        part.recall().uetr(),
                        WriteMessage.RECALL,
                        facts,
                        written(part, sent, part.at()),
                        part.at()));
            }
        }

        private static byte[] facts(SendRecall part, Sent sent) {
            return Sha256.of(written(part, sent, Instant.EPOCH));
        }

        private static byte[] written(SendRecall part, Sent sent, Instant at) {
            return WriteMessage.recall(part.recall(), sent.transfer(), sent.ends(), at);
        }

        @Override
        public List<Rows> rows() {
            return List.of(Row.of(fresh));
        }
    }
}
