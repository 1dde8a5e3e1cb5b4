package gateway.platform.journal;

/** One module's share of an {@link Entry}. Each kind of part has one {@link PartWriter}. */
public interface Part {}
