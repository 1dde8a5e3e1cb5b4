package gateway.fees.pack;

/** Ends the reading of a fee, a schedule or a pack at its first fault. */
final class UnfitPack extends RuntimeException {

    private final transient Remark remark;

    UnfitPack(Remark remark) {
        // Expected, and told by line and path, so the stack trace would only cost time.
        super(remark.toString(), null, false, false);
        this.remark = remark;
    }

    Remark remark() {
        return remark;
    }
}
