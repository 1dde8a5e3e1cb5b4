package gateway.limits;

import gateway.platform.journal.Refusal;

/** Another payment was counted first, and this one is no longer what it was made to be. Nothing was done. */
public record CountMoved(String meter) implements Refusal {}
