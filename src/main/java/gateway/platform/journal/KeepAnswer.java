package gateway.platform.journal;

import gateway.platform.journal.ClaimKey.StoredAnswer;
import java.util.UUID;

/** Stores what the claimer of a key is told. The first answer stays: a second one for the same key changes nothing. */
public record KeepAnswer(int shard, UUID scope, String key, StoredAnswer answer) implements Part {}
