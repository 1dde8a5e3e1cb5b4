package gateway.rulebook;

/** Ends the reading of a rule or a pack at its first fault. */
public final class UnfitPack extends RuntimeException {

    private final transient Remark remark;

    public UnfitPack(Remark remark) {
        // Expected, and told by line and path, so the stack trace would only cost time.
        super(remark.toString(), null, false, false);
        this.remark = remark;
    }

    public Remark remark() {
        return remark;
    }
}
