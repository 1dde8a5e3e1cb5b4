package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Batch;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/** One writer's parts, locked as the journal locks them. */
public final class Locked {

    private Locked() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static <P extends Part> Mono<Batch<P>> by(PartWriter<P> writer, Connection connection, List<P> parts) {
        var kinds = new PartKinds(List.of(writer));
        var batch = writer.open(parts);
        return new BatchRead(kinds)
                .read(new WriterConnection(connection), new Batch[] {batch})
                .then(Mono.fromRunnable(batch::locked))
                .thenReturn(batch);
    }
}
