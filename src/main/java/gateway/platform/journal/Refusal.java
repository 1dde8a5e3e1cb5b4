package gateway.platform.journal;

/** Why a part cannot become true. Each module has its own sealed set. */
public interface Refusal {}
