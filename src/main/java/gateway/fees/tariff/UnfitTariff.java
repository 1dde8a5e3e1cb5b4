package gateway.fees.tariff;

/** A tariff that cannot be meant; its message says why, to whoever wrote it. */
public final class UnfitTariff extends RuntimeException {

    private final int item;

    private UnfitTariff(int item, String reason) {
        super(reason);
        this.item = item;
    }

    static UnfitTariff because(String reason) {
        return new UnfitTariff(-1, reason);
    }

    /** @param item which one of a list, from zero */
    static UnfitTariff at(int item, String reason) {
        return new UnfitTariff(item, reason);
    }

    /** Which item of the list is at fault; negative where it is not one of them. */
    public int item() {
        return item;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
